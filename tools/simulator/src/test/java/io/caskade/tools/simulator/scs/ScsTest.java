package io.caskade.tools.simulator.scs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.base.SuperCasId;
import io.caskade.lib.simulcrypt.CryptoPeriods;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.scrambling.ControlWordEntropy;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Crypto periods in virtual time, one step each millisecond. */
class ScsTest {
  private static final long MS = 1_000_000L;
  private static final int PERIOD_MS = 3_000;

  private final Link link = new Link();
  private final List<String> notices = new ArrayList<>();

  /** What was asked, and answers when the test wants them. */
  private static final class Link implements EcmgLink {
    final Deque<EcmgEvent> events = new ArrayDeque<>();
    final List<Integer> asked = new ArrayList<>();
    final List<List<Integer>> words = new ArrayList<>();
    final List<byte[]> values = new ArrayList<>();
    int resets;
    boolean open = true;

    @Override
    public void request(CwProvision provision) {
      asked.add(provision.cpNumber());
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < provision.wordCount(); i++) {
        numbers.add(provision.wordCpNumber(i));
        byte[] word = new byte[provision.wordLength(i)];
        provision.copyWord(i, word, 0);
        values.add(word);
      }
      words.add(numbers);
    }

    void answer() {
      int cpNumber = asked.get(asked.size() - 1);
      events.add(new EcmgEvent.Ecm(cpNumber, ecm(cpNumber)));
    }

    static Octets ecm(int cpNumber) {
      return Octets.of(new byte[] {(byte) (cpNumber >> 8), (byte) cpNumber});
    }

    @Override
    public @Nullable EcmgEvent poll() {
      return events.poll();
    }

    @Override
    public void reset(String reason) {
      resets++;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  private static ChannelTerms terms(int start, int stop, int transition, int lead, int perMessage) {
    return new ChannelTerms(
        SectionTspktFlag.SECTIONS,
        OptionalInt.empty(),
        OptionalInt.empty(),
        start,
        stop,
        OptionalInt.of(transition),
        OptionalInt.empty(),
        100,
        0,
        20,
        lead,
        perMessage,
        500);
  }

  private Scs scs(int firstCp) {
    EcmStream stream =
        new EcmStream(
            101,
            2,
            1,
            1,
            new SuperCasId(0x0B000001),
            AccessCriteria.of(new byte[] {0, 0, 0, 1}),
            ScramblingAlgorithm.CSA2,
            Duration.ofMillis(PERIOD_MS),
            firstCp);
    return new Scs(stream, link, new SplittableRandom(5), notices::add);
  }

  private void open(ChannelTerms terms) {
    link.events.add(new EcmgEvent.Opened(terms, true));
  }

  /** What a packet on air at a time is scrambled with: 0 clear, 2 even, 3 odd. */
  private static int control(Scs scs) {
    TsPacket packet = TsPacket.stuffed(0x100, false, 0);
    scs.scramble(packet);
    return packet.scramblingControl();
  }

  @Test
  void isClearUntilTheFirstEcmHadItsLead() {
    Scs scs = scs(0);
    open(terms(200, 200, -500, 1, 2));
    scs.advance(0);
    assertThat(link.asked).containsExactly(0);
    scs.advance(40 * MS);
    link.answer();
    scs.advance(50 * MS);
    assertThat(scs.ecmOnAir(50 * MS)).contains(Link.ecm(0));
    scs.advance(549 * MS);
    assertThat(control(scs)).isZero();
    scs.advance(550 * MS);
    assertThat(control(scs)).isEqualTo(2);
  }

  @Test
  void asksForTheNextPeriodWhenOneBeginsAndTurnsExactlyAtItsEnd() {
    Scs scs = scs(0);
    open(terms(200, 200, -500, 1, 2));
    scs.advance(0);
    link.answer();
    scs.advance(MS);
    scs.advance(501 * MS);
    assertThat(link.asked).containsExactly(0, 1);
    link.answer();
    scs.advance(600 * MS);
    scs.advance((501 + PERIOD_MS) * MS - 1);
    assertThat(control(scs)).isEqualTo(2);
    scs.advance((501 + PERIOD_MS) * MS);
    assertThat(control(scs)).isEqualTo(3);
    assertThat(link.asked).containsExactly(0, 1, 2);
  }

  @Test
  void anEcmIsOnAirFromDelayStartToDelayStop() {
    Scs scs = scs(0);
    open(terms(200, 200, -500, 1, 2));
    scs.advance(0);
    link.answer();
    scs.advance(0);
    scs.advance(500 * MS);
    link.answer();
    scs.advance(500 * MS);
    long turn = (500 + PERIOD_MS) * MS;
    scs.advance(turn);
    assertThat(scs.ecmOnAir(turn)).contains(Link.ecm(0));
    assertThat(scs.ecmOnAir(turn + 200 * MS - 1)).contains(Link.ecm(0));
    assertThat(scs.ecmOnAir(turn + 200 * MS)).contains(Link.ecm(1));
  }

  @Test
  void aNegativeDelayStartPutsTheEcmOnAirBeforeItsPeriod() {
    Scs scs = scs(0);
    open(terms(-400, -400, -400, 1, 2));
    scs.advance(0);
    link.answer();
    scs.advance(0);
    scs.advance(400 * MS);
    link.answer();
    scs.advance(400 * MS);
    long turn = (400 + PERIOD_MS) * MS;
    scs.advance(turn - 400 * MS - 1);
    assertThat(scs.ecmOnAir(turn - 400 * MS - 1)).contains(Link.ecm(0));
    assertThat(scs.ecmOnAir(turn - 400 * MS)).contains(Link.ecm(1));
    assertThat(control(scs)).isEqualTo(2);
  }

  @Test
  void anEarlierDelayStopLeavesAGapWithoutEcm() {
    Scs scs = scs(0);
    open(terms(200, 50, -100, 1, 2));
    scs.advance(0);
    link.answer();
    scs.advance(0);
    scs.advance(100 * MS);
    link.answer();
    scs.advance(100 * MS);
    long turn = (100 + PERIOD_MS) * MS;
    scs.advance(turn);
    assertThat(scs.ecmOnAir(turn + 49 * MS)).contains(Link.ecm(0));
    assertThat(scs.ecmOnAir(turn + 50 * MS)).isEmpty();
    assertThat(scs.ecmOnAir(turn + 200 * MS)).contains(Link.ecm(1));
  }

  @Test
  void aLateEcmProlongsThePeriodByAsMuchAsItsDelayNeeds() {
    Scs scs = scs(0);
    open(terms(-400, -400, -400, 1, 2));
    scs.advance(0);
    link.answer();
    scs.advance(0);
    scs.advance(400 * MS);
    long end = (400 + PERIOD_MS) * MS;
    scs.advance(end);
    assertThat(scs.report().degraded()).isTrue();
    assertThat(control(scs)).isEqualTo(2);
    link.answer();
    scs.advance(end + 1_000 * MS);
    assertThat(control(scs)).isEqualTo(2);
    assertThat(scs.ecmOnAir(end + 1_000 * MS)).contains(Link.ecm(1));
    scs.advance(end + 1_399 * MS);
    assertThat(control(scs)).isEqualTo(2);
    scs.advance(end + 1_400 * MS);
    assertThat(control(scs)).isEqualTo(3);
    assertThat(scs.report().degraded()).isFalse();
    assertThat(scs.report().degradations()).isEqualTo(1);
  }

  @Property(tries = 40)
  void wordsFollowLeadAndNumberForAnyCpNumberOverTheWrap(
      @ForAll @IntRange(max = 0xFFFF) int first,
      @ForAll @IntRange(max = 2) int lead,
      @ForAll @IntRange(min = 1, max = 3) int perMessage) {
    link.asked.clear();
    link.words.clear();
    Scs scs = scs(first);
    open(terms(200, 200, 0, lead, perMessage));
    long now = 0;
    for (int i = 0; i < 5; i++) {
      scs.advance(now);
      assertThat(link.asked.get(i)).isEqualTo(CryptoPeriods.plus(first, i));
      List<Integer> numbers = link.words.get(i);
      assertThat(numbers).hasSize(perMessage);
      for (int w = 0; w < perMessage; w++) {
        assertThat(numbers.get(w))
            .isEqualTo(CryptoPeriods.plus(first, i + lead - perMessage + 1 + w));
      }
      link.answer();
      now += MS;
      scs.advance(now);
      now += PERIOD_MS * MS;
    }
  }

  @Test
  void theParityIsThatOfTheCpNumberAlsoOverTheWrap() {
    Scs scs = scs(65_535);
    open(terms(200, 200, 0, 1, 2));
    scs.advance(0);
    link.answer();
    scs.advance(0);
    assertThat(control(scs)).isEqualTo(3);
    link.answer();
    scs.advance(MS);
    scs.advance(PERIOD_MS * MS);
    assertThat(control(scs)).isEqualTo(2);
    assertThat(scs.report().cpNumber()).isZero();
  }

  @Test
  void wordsAreFreshReducedAndTheSameInBothMessagesThatCarryThem() {
    Scs scs = scs(0);
    open(terms(200, 200, 0, 1, 2));
    scs.advance(0);
    link.answer();
    scs.advance(0);
    assertThat(link.words).containsExactly(List.of(0, 1), List.of(1, 2));
    assertThat(link.values.get(1)).isEqualTo(link.values.get(2));
    assertThat(link.values.get(0)).isNotEqualTo(link.values.get(1));
    assertThat(link.values).allMatch(ControlWordEntropy::isReduced);
  }

  @Test
  void aCryptoPeriodBelowTheEcmgsMinimumIsAnError() {
    Scs scs = scs(0);
    ChannelTerms strict =
        new ChannelTerms(
            SectionTspktFlag.SECTIONS,
            OptionalInt.empty(),
            OptionalInt.empty(),
            200,
            200,
            OptionalInt.empty(),
            OptionalInt.empty(),
            100,
            0,
            60,
            1,
            2,
            500);
    open(strict);
    assertThatThrownBy(() -> scs.advance(0))
        .isInstanceOf(ScsException.class)
        .hasMessageContaining("6000 ms")
        .hasMessageContaining("3000 ms")
        .hasMessageContaining("min_CP_duration");
  }

  @Test
  void delaysThatDoNotFitIntoThePeriodAreAnError() {
    Scs scs = scs(0);
    open(terms(-2_800, -2_800, -2_800, 1, 2));
    assertThatThrownBy(() -> scs.advance(0))
        .isInstanceOf(ScsException.class)
        .hasMessageContaining("delay_start");
  }

  @Test
  void keepsTheWordWhileTheEcmgIsAwayAndAsksAgainOnTheNewConnection() {
    Scs scs = scs(7);
    open(terms(200, 200, 0, 1, 2));
    scs.advance(0);
    link.answer();
    scs.advance(0);
    assertThat(link.asked).containsExactly(7, 8);
    link.events.add(new EcmgEvent.Lost("gone"));
    scs.advance(PERIOD_MS * MS * 3);
    assertThat(control(scs)).isEqualTo(3);
    assertThat(scs.ecmOnAir(PERIOD_MS * MS * 3)).contains(Link.ecm(7));
    open(terms(200, 200, 0, 1, 2));
    scs.advance(PERIOD_MS * MS * 3 + MS);
    assertThat(link.asked).containsExactly(7, 8, 8);
    link.answer();
    scs.advance(PERIOD_MS * MS * 3 + 2 * MS);
    assertThat(control(scs)).isEqualTo(2);
    assertThat(notices).anyMatch(text -> text.contains("gone"));
  }

  @Test
  void asksAgainASecondAfterARefusal() {
    Scs scs = scs(0);
    open(terms(200, 200, 0, 1, 2));
    scs.advance(0);
    link.events.add(new EcmgEvent.Refused("stream_error 0x0011"));
    scs.advance(10 * MS);
    scs.advance(1_009 * MS);
    assertThat(link.asked).containsExactly(0);
    scs.advance(1_010 * MS);
    assertThat(link.asked).containsExactly(0, 0);
    assertThat(scs.report().refusals()).isEqualTo(1);
  }

  @Test
  void anEcmgThatFallsSilentIsConnectedAnew() {
    Scs scs = scs(0);
    open(terms(200, 200, 0, 1, 2));
    scs.advance(0);
    scs.advance(5_500 * MS);
    assertThat(link.resets).isZero();
    scs.advance(5_501 * MS);
    assertThat(link.resets).isEqualTo(1);
  }

  @Test
  void anEcmThatNobodyAskedForIsNotUsed() {
    Scs scs = scs(0);
    open(terms(200, 200, 0, 1, 2));
    scs.advance(0);
    link.events.add(new EcmgEvent.Ecm(9, Link.ecm(9)));
    scs.advance(MS);
    assertThat(control(scs)).isZero();
    assertThat(notices).anyMatch(text -> text.contains("not asked for"));
  }

  @Test
  void closingClosesTheLink() {
    Scs scs = scs(0);
    scs.close();
    assertThat(link.open).isFalse();
  }
}
