package io.caskade.ops.airwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.ProductMask;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.ops.airwatch.watch.AirReport.ServiceLine;
import io.caskade.ops.airwatch.watch.TestMux.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirWatchTest {
  private static final Duration SETTLED = Duration.ofSeconds(20);
  private static final Duration CLEARED = Duration.ofSeconds(14);

  private TestMux mux;

  @BeforeEach
  void switchOn() throws IOException {
    mux = new TestMux();
  }

  @AfterEach
  void switchOff() {
    mux.close();
  }

  @Test
  void aStreamAsItShouldBeRaisesNothingAndIsSeenWhole() throws IOException {
    for (int second = 0; second < 40; second++) {
      mux.run(Duration.ofSeconds(1));
      assertThat(mux.codes()).as("second %d", second).isEmpty();
    }
    AirReport report = mux.run(Duration.ofSeconds(1));
    assertThat(report.services()).hasSize(2);
    for (ServiceLine service : report.services()) {
      assertThat(service.scrambledShare()).isEqualTo(1.0);
      assertThat(service.ecm()).isEqualTo("open");
      assertThat(service.word()).isEqualTo("present");
      assertThat(service.ecmInterval().toMillis()).isBetween(95L, 105L);
      assertThat(service.wordAge()).isLessThan(TestMux.PERIOD.plusMillis(100));
      assertThat(service.criteria()).isEqualTo(service.sold().map(ProductMask::toAccessCriteria));
    }
    assertThat(report.services().get(0).cards()).containsExactly("210-000-000-1");
    assertThat(report.services().get(1).cards()).isEmpty();
    assertThat(report.cards().get(0).emmAge().orElseThrow()).isLessThan(Duration.ofSeconds(2));
    assertThat(report.counters()).containsEntry("continuity_errors", 0L);
  }

  @ParameterizedTest
  @ValueSource(longs = {-700, -200, 0, 200, 500, 1500})
  void ecmsMayComeBeforeOrAfterTheirCryptoPeriodBegins(long lead) throws IOException {
    mux.ecmLead(Duration.ofMillis(lead));
    for (int second = 0; second < 40; second++) {
      mux.run(Duration.ofSeconds(1));
      assertThat(mux.codes()).as("lead %d ms, second %d", lead, second).isEmpty();
    }
  }

  @Test
  void aLostPacketNowAndThenIsNoAlarm() throws IOException {
    mux.drop(0.005);
    for (int second = 0; second < 60; second++) {
      mux.run(Duration.ofSeconds(1));
      assertThat(mux.codes()).as("second %d", second).isEmpty();
    }
  }

  /** Each fault raises its alarm and no other, within the time told in the manual, and ends. */
  @ParameterizedTest
  @CsvSource({
    "CLEAR, AIR_SERVICE_CLEAR, 9",
    "SOUND_CLEAR, AIR_SERVICE_CLEAR, 9",
    "WORD_KEPT, AIR_WORD_OLD, 13",
    "PARITY_STUCK, AIR_WORD_OLD, 16",
    "ECM_WORDS_REPEATED, AIR_WORD_OLD, 20",
    "NO_ECM, AIR_ECM_MISSING, 5",
    "SLOW_ECM, AIR_ECM_MISSING, 16",
    "ECM_OF_ANOTHER_KEY, AIR_ECM_CLOSED, 8",
    "OTHER_CRITERIA, AIR_ACCESS_CRITERIA, 8",
    "NO_PMT_DESCRIPTOR, AIR_DESCRIPTOR_MISSING, 5",
    "NO_PMT, AIR_DESCRIPTOR_MISSING, 10",
    "NO_CAT, AIR_DESCRIPTOR_MISSING, 10",
    "NO_EMM, AIR_EMM_MISSING, 11",
    "OLD_EMM, AIR_EMM_MISSING, 11",
    "SILENT, AIR_STREAM_MISSING, 5"
  })
  void aFaultIsRaisedAloneAndEnds(Fault fault, AlarmCode code, int seconds) throws IOException {
    mux.run(SETTLED);
    assertThat(mux.codes()).isEmpty();
    mux.with(fault);
    int raised = -1;
    for (int second = 1; second <= 30; second++) {
      mux.run(Duration.ofSeconds(1));
      if (raised < 0 && mux.codes().contains(code)) {
        raised = second;
      }
      assertThat(mux.codes()).as("second %d", second).isSubsetOf(code);
    }
    assertThat(raised).as("seconds until %s", code).isBetween(1, seconds);
    AirReport report = mux.run(Duration.ofSeconds(1));
    for (Alarm alarm : report.alarms()) {
      assertThat(alarm.subject()).startsWith("air-watch test");
      assertThat(alarm.text(Locale.ENGLISH)).doesNotContain("{").isNotBlank();
      assertThat(alarm.since()).isBefore(report.at());
    }
    mux.without(fault);
    mux.run(CLEARED.plus(PATIENCE));
    assertThat(mux.codes()).isEmpty();
  }

  private static final Duration PATIENCE = Duration.ofSeconds(6);

  @Test
  void ecmsOfAnotherServiceOpenButTheirWordsDoNot() throws IOException {
    mux.run(SETTLED);
    mux.with(Fault.ECM_OF_ANOTHER_SERVICE).run(Duration.ofSeconds(15));
    assertThat(mux.codes())
        .containsExactlyInAnyOrder(AlarmCode.AIR_WORD_WRONG, AlarmCode.AIR_ACCESS_CRITERIA);
  }

  @Test
  void wordsAreNotTriedOnAnAlgorithmThatWeDoNotHave() throws IOException {
    mux.with(Fault.MARKED_AS_CSA3).with(Fault.ECM_OF_ANOTHER_SERVICE);
    AirReport report = mux.run(SETTLED);
    assertThat(report.services()).allMatch(service -> service.word().equals("not-known"));
    assertThat(mux.codes()).containsExactly(AlarmCode.AIR_ACCESS_CRITERIA);
  }

  @Test
  void aCatWithoutOurDescriptorIsFoundAlthoughItsVersionStays() throws IOException {
    mux.run(SETTLED);
    mux.with(Fault.CAT_EMPTY);
    AirReport report = mux.run(Duration.ofSeconds(5));
    assertThat(report.alarms())
        .filteredOn(alarm -> alarm.code() == AlarmCode.AIR_DESCRIPTOR_MISSING)
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.subject()).isEqualTo("air-watch test, network main");
              assertThat(alarm.arguments()).containsExactly("CAT", "0B00");
            });
  }

  @Test
  void aMuxThatNeverScrambledIsFoundByTheCatalogue() throws IOException {
    mux.with(Fault.CLEAR).with(Fault.NO_PMT_DESCRIPTOR).with(Fault.NO_ECM);
    mux.run(Duration.ofSeconds(10));
    assertThat(mux.codes())
        .containsExactlyInAnyOrder(AlarmCode.AIR_SERVICE_CLEAR, AlarmCode.AIR_DESCRIPTOR_MISSING);
  }

  @Test
  void aServiceThatNobodySellsIsNoneOfOurs() throws IOException {
    HeadEndView sold = mux.view(new ProductMask(1), new ProductMask(2));
    mux.watch().view(new HeadEndView(sold.networks(), List.of(), List.of()), mux.moment());
    mux.with(Fault.CLEAR).with(Fault.NO_PMT_DESCRIPTOR).with(Fault.NO_ECM);
    AirReport report = mux.run(SETTLED);
    assertThat(mux.codes()).isEmpty();
    assertThat(report.services()).isEmpty();
    assertThat(report.others()).isEqualTo(2);
  }

  @Test
  void theProbeWorksWithoutCatalogueAndSaysNothingOfAccessCriteria() throws IOException {
    HeadEndView sold = mux.view(new ProductMask(1), new ProductMask(2));
    mux.watch().view(new HeadEndView(sold.networks(), List.of(), sold.cards()), mux.moment());
    mux.run(SETTLED);
    assertThat(mux.codes()).isEmpty();
    AirReport report = mux.with(Fault.OTHER_CRITERIA).run(SETTLED);
    assertThat(mux.codes()).isEmpty();
    assertThat(report.services().get(0).criteria().orElseThrow()).hasToString("00000080");
    mux.with(Fault.CLEAR).run(SETTLED);
    assertThat(mux.codes()).containsExactly(AlarmCode.AIR_SERVICE_CLEAR);
  }

  @Test
  void withoutKeyNothingIsSaidOfEcmsAndWordsAndTheParityStillIs() throws IOException {
    mux.watch().openers(EcmOpeners.none());
    AirReport report = mux.run(SETTLED);
    assertThat(mux.codes()).isEmpty();
    assertThat(report.services()).allMatch(service -> service.ecm().equals("no-key"));
    mux.with(Fault.PARITY_STUCK).run(Duration.ofSeconds(25));
    assertThat(mux.codes()).containsExactly(AlarmCode.AIR_WORD_OLD);
  }

  @Test
  void anAlarmOfAServiceStaysWhileTheStreamIsGoneAndNothingNewIsTold() throws IOException {
    mux.run(SETTLED);
    mux.with(Fault.OTHER_CRITERIA).run(SETTLED);
    mux.with(Fault.SILENT).run(Duration.ofSeconds(60));
    assertThat(mux.codes())
        .containsExactlyInAnyOrder(AlarmCode.AIR_ACCESS_CRITERIA, AlarmCode.AIR_STREAM_MISSING);
    mux.without(Fault.SILENT).without(Fault.OTHER_CRITERIA).run(Duration.ofSeconds(30));
    assertThat(mux.codes()).isEmpty();
  }

  @Test
  void aCardWhoseRightsChangedIsWaitedForAnew() throws IOException {
    mux.run(SETTLED);
    HeadEndView sold = mux.view(new ProductMask(1), new ProductMask(2));
    HeadEndView.TestCard card = sold.cards().get(0);
    HeadEndView.TestCard stopped =
        new HeadEndView.TestCard(card.network(), card.serial(), card.rights(), Optional.empty());
    mux.watch()
        .view(new HeadEndView(sold.networks(), sold.services(), List.of(stopped)), mux.moment());
    mux.with(Fault.NO_EMM).run(SETTLED);
    assertThat(mux.codes()).isEmpty();
    mux.watch().view(sold, mux.moment());
    mux.run(Duration.ofSeconds(4));
    assertThat(mux.codes()).isEmpty();
    mux.run(Duration.ofSeconds(6));
    assertThat(mux.codes()).containsExactly(AlarmCode.AIR_EMM_MISSING);
  }

  @Test
  void aSeamIsNoFault() throws IOException {
    mux.run(SETTLED);
    mux.watch().seam(mux.moment());
    for (int second = 0; second < 12; second++) {
      mux.run(Duration.ofSeconds(1));
      assertThat(mux.codes()).isEmpty();
    }
  }

  @Test
  void nothingThatIsShownHoldsAWord() throws IOException {
    AirReport report = mux.run(SETTLED);
    assertThat(report.toString()).doesNotContain("ControlWord").doesNotContain("EcmKey");
    assertThat(Map.copyOf(report.counters())).isNotEmpty();
  }
}
