package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ecm.ProfileTraits;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseRequest;
import io.caskade.lib.simulcrypt.ecmg.StreamCloseResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a mux does wrong is told, once when it begins and once when it ends. */
class AlarmsTest {
  private final TestMux mux = new TestMux();

  AlarmsTest() {
    mux.setUpChannel();
  }

  @Test
  void theCryptoPeriodThatAMuxAnnouncesIsJudgedAtOnce() {
    assertThat(afterSetUp(1, 110)).isEmpty();
    assertThat(afterSetUp(2, 100)).containsExactly(AlarmCode.CRYPTO_PERIOD_SHORT);
    assertThat(afterSetUp(3, 79)).containsExactly(AlarmCode.CRYPTO_PERIOD_RISKY);
    assertThat(afterSetUp(4, 59)).containsExactly(AlarmCode.CRYPTO_PERIOD_HARMFUL);
  }

  @Test
  void cardsThatDoNotCountGetNoAlarm() {
    TestMux other = new TestMux();
    other.issuer().traits(new ProfileTraits("native", 1, 2, Set.of(8), 32, 16, false));
    other.setUpChannel();
    other.setUpStream(1, 20);
    other.pass(Duration.ofSeconds(2));
    assertThat(other.listener().alarms().alarms()).isEmpty();
  }

  @Test
  void theCryptoPeriodThatIsMeasuredCountsMoreThanTheAnnouncedOne() {
    mux.setUpStream(1, 120);
    provide(1, 0, 20, Duration.ofSeconds(5));
    assertThat(codes())
        .containsExactly(AlarmCode.CRYPTO_PERIOD_HARMFUL, AlarmCode.CRYPTO_PERIOD_OFF_NOMINAL);
    Alarm alarm = alarm(AlarmCode.CRYPTO_PERIOD_HARMFUL);
    assertThat(alarm.subject()).isEqualTo("ecmg main, embedded, channel 7, stream 1");
    assertThat(alarm.arguments()).containsExactly(5.0);
    provide(1, 20, 20, Duration.ofSeconds(12));
    assertThat(codes()).isEmpty();
  }

  @Test
  void aPeriodThatIsNotTheAnnouncedOneIsToldWithBothAndEndsWithTheNextMeasurement() {
    mux.setUpStream(1, 120);
    provide(1, 0, 20, Duration.ofSeconds(14));
    assertThat(codes()).containsExactly(AlarmCode.CRYPTO_PERIOD_OFF_NOMINAL);
    Alarm alarm = alarm(AlarmCode.CRYPTO_PERIOD_OFF_NOMINAL);
    assertThat(alarm.arguments()).containsExactly(14.0, 12.0);
    provide(1, 20, 20, Duration.ofSeconds(12));
    assertThat(codes()).isEmpty();
  }

  @Test
  void aTenthMoreOrLessIsTheScramblersOwnAffair() {
    mux.setUpStream(1, 120);
    provide(1, 0, 20, Duration.ofMillis(13_100));
    assertThat(codes()).isEmpty();
  }

  @Test
  void aPeriodAnnouncedWithEachProvisionIsTheNominalOne() {
    mux.setUpStream(1, 120);
    for (int cp = 0; cp < 20; cp++) {
      mux.send(
          CwProvision.builder(2, TestMux.CHANNEL, 1, cp)
              .cpDuration(150)
              .accessCriteria(new byte[4])
              .word(cp, mux.word(cp))
              .word(cp + 1, mux.word(cp + 1))
              .build());
      mux.answer(EcmResponse.class);
      mux.pass(Duration.ofSeconds(15));
    }
    assertThat(codes()).isEmpty();
  }

  @Test
  void accessCriteriaThatChangeAreToldForAnHour() {
    mux.setUpStream(1, 120);
    provide(1, 0, 2, Duration.ofSeconds(12));
    mux.send(mux.provision(1, 2, new byte[] {0, 0, 0, 3}));
    mux.answer(EcmResponse.class);
    assertThat(codes()).containsExactly(AlarmCode.ACCESS_CRITERIA_CHANGED);
    assertThat(alarm(AlarmCode.ACCESS_CRITERIA_CHANGED).arguments())
        .containsExactly("00000001", "00000003");
    for (int cp = 3; cp < 3 + 299; cp++) {
      mux.send(mux.provision(1, cp, new byte[] {0, 0, 0, 3}));
      mux.answer(EcmResponse.class);
      mux.pass(Duration.ofSeconds(12));
    }
    assertThat(codes()).containsExactly(AlarmCode.ACCESS_CRITERIA_CHANGED);
    mux.send(mux.provision(1, 302, new byte[] {0, 0, 0, 3}));
    mux.answer(EcmResponse.class);
    mux.pass(Duration.ofSeconds(20));
    assertThat(codes()).isEmpty();
  }

  @Test
  void accessCriteriaThatAreBackAreNoAlarmAnyMore() {
    mux.setUpStream(1, 120);
    for (int criteria : new int[] {1, 3, 7}) {
      mux.send(mux.provision(1, criteria, new byte[] {0, 0, 0, (byte) criteria}));
      mux.answer(EcmResponse.class);
    }
    assertThat(alarm(AlarmCode.ACCESS_CRITERIA_CHANGED).arguments())
        .as("against what held before")
        .containsExactly("00000001", "00000007");
    mux.send(mux.provision(1, 8, new byte[] {0, 0, 0, 1}));
    assertThat(codes()).isEmpty();
  }

  @Test
  void twoProvisionsBackToBackAtTheStartAreNoShortPeriod() {
    mux.setUpStream(1, 120);
    mux.send(mux.provision(1, 0), mux.provision(1, 1));
    mux.answerTypes();
    mux.pass(Duration.ofSeconds(12));
    provide(1, 2, 10, Duration.ofSeconds(12));
    assertThat(codes()).isEmpty();
  }

  @Test
  void aMuxThatStopsIsToldAfterTwoPeriodsAndTheEndWhenItGoesOn() {
    mux.setUpStream(1, 120);
    mux.pass(Duration.ofSeconds(60));
    mux.answerTypes();
    assertThat(codes()).as("never began").isEmpty();
    provide(1, 0, 3, Duration.ofSeconds(12));
    mux.pass(Duration.ofSeconds(11));
    assertThat(codes()).isEmpty();
    mux.pass(Duration.ofSeconds(3));
    assertThat(codes()).containsExactly(AlarmCode.PROVISION_STOPPED);
    provide(1, 3, 1, Duration.ofSeconds(2));
    assertThat(codes()).isEmpty();
  }

  @Test
  void aLongPeriodThatIsAnnouncedIsNoSilence() {
    mux.setUpStream(1, 120);
    mux.send(
        CwProvision.builder(2, TestMux.CHANNEL, 1, 0)
            .cpDuration(450)
            .accessCriteria(new byte[4])
            .word(0, mux.word(0))
            .word(1, mux.word(1))
            .build());
    mux.pass(Duration.ofSeconds(50));
    assertThat(codes()).isEmpty();
  }

  @Test
  void aControlWordOfZerosIsTold() {
    mux.setUpStream(1);
    send(1, 4, mux.word(4), new byte[8]);
    assertThat(codes()).containsExactly(AlarmCode.CONTROL_WORD_ZERO);
    provide(1, 5, 9, Duration.ofSeconds(12));
    assertThat(codes()).isEmpty();
  }

  @Test
  void aControlWordThatComesAgainIsTold() {
    mux.setUpStream(1);
    provide(1, 0, 4, Duration.ofSeconds(12));
    assertThat(codes()).as("word n+1 comes twice by design").isEmpty();
    send(1, 4, mux.word(4), mux.word(3));
    assertThat(codes()).containsExactly(AlarmCode.CONTROL_WORD_REPEATED);
    provide(1, 5, 9, Duration.ofSeconds(12));
    assertThat(codes()).isEmpty();
  }

  @Test
  void theSameWordForBothSlotsIsTold() {
    mux.setUpStream(1);
    send(1, 4, mux.word(4), mux.word(4));
    assertThat(codes()).containsExactly(AlarmCode.CONTROL_WORD_REPEATED);
  }

  @Test
  void aProvisionThatIsSentAgainIsNoRepeatedWord() {
    mux.setUpStream(1);
    mux.send(mux.provision(1, 3), mux.provision(1, 3));
    assertThat(codes()).isEmpty();
  }

  @Test
  void alarmsEndWithTheirStream() {
    mux.setUpStream(1, 50);
    send(1, 4, new byte[8], new byte[8]);
    mux.pass(Duration.ofSeconds(2));
    assertThat(codes()).hasSize(4);
    mux.send(StreamCloseRequest.of(2, TestMux.CHANNEL, 1));
    mux.answer(StreamCloseResponse.class);
    assertThat(codes()).isEmpty();
  }

  @Test
  void alarmsEndWithTheirConnection() {
    mux.setUpStream(1, 50);
    mux.pass(Duration.ofSeconds(2));
    assertThat(codes()).hasSize(1);
    mux.channel().close();
    assertThat(codes()).isEmpty();
  }

  private List<AlarmCode> afterSetUp(int stream, int nominal) {
    mux.setUpStream(stream, nominal);
    mux.pass(Duration.ofSeconds(2));
    List<AlarmCode> codes = codes();
    mux.send(StreamCloseRequest.of(2, TestMux.CHANNEL, stream));
    mux.answer(StreamCloseResponse.class);
    return codes;
  }

  /** Provisions {@code count} periods, each followed by its length. */
  private void provide(int stream, int cpNumber, int count, Duration period) {
    for (int cp = cpNumber; cp < cpNumber + count; cp++) {
      mux.send(mux.provision(stream, cp));
      mux.answer(EcmResponse.class);
      mux.pass(period);
    }
  }

  private void send(int stream, int cpNumber, byte[] first, byte[] second) {
    mux.send(
        CwProvision.builder(2, TestMux.CHANNEL, stream, cpNumber)
            .accessCriteria(new byte[] {0, 0, 0, 1})
            .word(cpNumber, first)
            .word(cpNumber + 1, second)
            .build());
    mux.answer(EcmResponse.class);
    mux.pass(Duration.ofSeconds(12));
  }

  private Alarm alarm(AlarmCode code) {
    return mux.listener().alarms().alarms().stream()
        .filter(alarm -> alarm.code() == code)
        .findAny()
        .orElseThrow();
  }

  private List<AlarmCode> codes() {
    return mux.listener().alarms().alarms().stream().map(Alarm::code).sorted().toList();
  }
}
