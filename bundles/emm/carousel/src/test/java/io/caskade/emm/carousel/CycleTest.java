package io.caskade.emm.carousel;

import static io.caskade.emm.carousel.HeadEnd.NORTH;
import static io.caskade.emm.carousel.HeadEnd.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.emm.EmmFeed;
import io.caskade.api.rights.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CycleTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Example
  void oneRoundMeetsEachCardExactlyOnce() {
    var headEnd = new HeadEnd();
    headEnd.exist(NORTH, 0, 3000);
    headEnd.exist(SOUTH, 5000, 6000);
    EmmFeed feed = headEnd.open(MINUTE, NORTH, SOUTH);

    List<Long> sent = headEnd.drain(feed);

    assertThat(sent).hasSize(4000).doesNotHaveDuplicates();
    assertThat(feed.statistics().cycles()).isEqualTo(1);
  }

  /** A small network does not wait for the rounds of a large one. */
  @Example
  void networksTakeTurnsAndEachHasItsOwnRounds() {
    var headEnd = new HeadEnd();
    headEnd.exist(NORTH, 0, 2000);
    headEnd.exist(SOUTH, 5000, 5003);
    EmmFeed feed = headEnd.open(MINUTE, NORTH, SOUTH);
    Map<Long, Integer> times = new HashMap<>();
    for (int tenth = 0; tenth < 1800; tenth++) {
      headEnd.next(feed).ifPresent(serial -> times.merge(serial, 1, Integer::sum));
      headEnd.passes(Duration.ofMillis(100));
    }
    assertThat(times.get(5000L)).isEqualTo(3);
    assertThat(times.get(5002L)).isEqualTo(3);
    assertThat(times.get(0L)).isEqualTo(1);
  }

  /**
   * Whatever the rate does, no card of the cycle comes twice in minRepeat, and none is left out.
   */
  @Property(tries = 60)
  void minRepeatHoldsForEachCardAtAnyRate(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 400) int cards) {
    var headEnd = new HeadEnd();
    headEnd.exist(NORTH, 0, cards);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    Map<Long, Duration> last = new HashMap<>();
    int sent = 0;
    for (int step = 0; step < 4000; step++) {
      // Bursts, a slow trickle, and pauses as a mux that went away makes them.
      int burst = random.nextInt(4) == 0 ? random.nextInt(cards + 1) : 1;
      for (int i = 0; i < burst; i++) {
        Optional<Long> serial = headEnd.next(feed);
        if (serial.isPresent() && serial.get() >= 0) {
          Duration before = last.put(serial.get(), headEnd.time());
          if (before != null) {
            assertThat(headEnd.time().minus(before)).isGreaterThanOrEqualTo(MINUTE);
          }
          sent++;
        }
      }
      headEnd.passes(Duration.ofMillis(random.nextInt(100) == 0 ? 30_000 : random.nextInt(500)));
    }
    assertThat(last).hasSize(cards);
    assertThat(sent).isGreaterThan(cards);
  }

  /** The pauses of minRepeat cost little: at a steady, ample rate a round begins nearly in time. */
  @Example
  void aRoundBeginsWithinTwoPercentOfMinRepeat() {
    var headEnd = new HeadEnd();
    headEnd.exist(NORTH, 0, 500);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    List<Duration> firsts = new ArrayList<>();
    for (int step = 0; step < 60_000; step++) {
      if (headEnd.next(feed).equals(Optional.of(0L))) {
        firsts.add(headEnd.time());
      }
      headEnd.passes(Duration.ofMillis(10));
    }
    assertThat(firsts).hasSizeBetween(9, 11);
    for (int i = 1; i < firsts.size(); i++) {
      assertThat(firsts.get(i).minus(firsts.get(i - 1))).isBetween(MINUTE, MINUTE.plusMillis(1200));
    }
  }

  @Example
  void changesAreNotBoundByMinRepeatAndDoNotMoveTheCycle() {
    var headEnd = new HeadEnd();
    headEnd.exist(NORTH, 0, 3);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    assertThat(headEnd.drain(feed)).containsExactly(0L, 1L, 2L);
    headEnd.passes(Duration.ofSeconds(1));
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    assertThat(headEnd.drain(feed)).containsExactly(1L);
    headEnd.passes(Duration.ofSeconds(59).plusMillis(940));
    assertThat(headEnd.drain(feed)).contains(0L, 1L, 2L);
  }

  @Example
  void cardsThatComeAndGoDuringARoundDoNoHarm() {
    var headEnd = new HeadEnd();
    headEnd.exist(NORTH, 10, 20);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    for (int i = 0; i < 5; i++) {
      headEnd.next(feed);
    }
    headEnd.exists(NORTH, 5, "");
    headEnd.exists(NORTH, 30, "");
    headEnd.gone(NORTH, 17);

    assertThat(headEnd.drain(feed)).containsExactly(15L, 16L, 18L, 19L, 30L);
    headEnd.passes(MINUTE.plusSeconds(1));
    assertThat(headEnd.drain(feed)).contains(5L).hasSize(11);
  }

  @Example
  void thereIsNoCycleBeforeTheTableIsReadyButChangesAreSent() {
    var headEnd = new HeadEnd();
    headEnd.unready();
    headEnd.exist(NORTH, 0, 3);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    headEnd.changes(NORTH, Urgency.SINGLE, 1);

    assertThat(headEnd.drain(feed)).containsExactly(1L);
  }

  @Example
  void aMillionWaitingChangesTakeFewBytes() {
    var queue = new ChangeQueue();
    LongStream.range(0, 1_000_000).forEach(serial -> queue.add((int) serial, 1));

    assertThat(queue.fresh()).isEqualTo(1_000_000);
    assertThat(queue.bytes()).isLessThan(40_000_000L);
    for (int sent = 0; sent < 1_000_000; sent++) {
      assertThat(queue.hasFresh()).isTrue();
      queue.aired(ChangeQueue.FRESH, 0);
    }
    assertThat(queue.repeats()).isEqualTo(1_000_000);
    assertThat(queue.bytes()).isLessThan(40_000_000L);
  }

  @Example
  void manyChangesOfOneCardTakeNoRoom() {
    var queue = new ChangeQueue();
    for (int i = 0; i < 100_000; i++) {
      queue.add(1, i);
      assertThat(queue.hasFresh()).isTrue();
      queue.aired(ChangeQueue.FRESH, i);
    }
    assertThat(queue.repeats()).isEqualTo(1);
    assertThat(queue.bytes()).isLessThan(100_000);
  }
}
