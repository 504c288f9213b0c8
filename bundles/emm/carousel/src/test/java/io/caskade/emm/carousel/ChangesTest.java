package io.caskade.emm.carousel;

import static io.caskade.emm.carousel.HeadEnd.NORTH;
import static io.caskade.emm.carousel.HeadEnd.ROOM;
import static io.caskade.emm.carousel.HeadEnd.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.rights.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Changes and their repeats, in virtual time. A year of minRepeat keeps the cycle out. */
class ChangesTest {
  private static final Duration NEVER = Duration.ofDays(365);

  private final HeadEnd headEnd = new HeadEnd();

  private EmmFeed feed() {
    EmmFeed feed = headEnd.open(NEVER, NORTH, SOUTH);
    headEnd.drain(feed);
    return feed;
  }

  /** Seconds at which a card is on air when one looks every 100 ms. */
  private List<Double> airings(EmmFeed feed, long serial, Duration span) {
    Duration began = headEnd.time();
    List<Double> airings = new ArrayList<>();
    while (headEnd.time().minus(began).compareTo(span) <= 0) {
      if (headEnd.drain(feed).contains(serial)) {
        airings.add(headEnd.time().minus(began).toMillis() / 1000.0);
      }
      headEnd.passes(Duration.ofMillis(100));
    }
    return airings;
  }

  @Test
  void aSingleChangeIsOnAirAtOnceAndFiveTimesMore() {
    headEnd.exists(NORTH, 1, "");
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.SINGLE, 1);

    assertThat(airings(feed, 1, Duration.ofHours(2)))
        .containsExactly(0.0, 10.0, 30.0, 120.0, 600.0, 3600.0);
    assertThat(feed.statistics().waitingRepeats()).isZero();
  }

  @Test
  void aChangeThatMayNotHaveArrivedIsFreshAgain() {
    headEnd.exists(NORTH, 1, "");
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    assertThat(airings(feed, 1, Duration.ofSeconds(40))).containsExactly(0.0, 10.0, 30.0);
    feed.undelivered(Duration.ofSeconds(41));

    assertThat(feed.statistics().waitingChanges()).isEqualTo(1);
    assertThat(feed.statistics().oldestChange())
        .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(41));
    assertThat(airings(feed, 1, Duration.ofMinutes(3))).containsExactly(0.0, 10.0, 30.0, 120.0);
  }

  @Test
  void aChangeThatHadBeenHeardBeforeKeepsItsRepeats() {
    headEnd.exists(NORTH, 1, "");
    headEnd.exists(SOUTH, 2, "");
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    assertThat(airings(feed, 1, Duration.ofSeconds(20))).containsExactly(0.0, 10.0);
    headEnd.changes(SOUTH, Urgency.BULK, 2);
    headEnd.drain(feed);
    feed.undelivered(Duration.ofSeconds(15));

    assertThat(feed.statistics().waitingChanges()).isZero();
    assertThat(feed.statistics().waitingBulk()).isEqualTo(1);
    assertThat(feed.statistics().waitingRepeats()).isEqualTo(1);
    assertThat(headEnd.drain(feed)).containsExactly(2L);
    assertThat(airings(feed, 1, Duration.ofMinutes(2))).hasSize(2);
  }

  @Test
  void whatMayNotHaveArrivedComesBeforeWhatWaitsAndAtMostTenMinutesCount() {
    headEnd.exists(NORTH, 1, "");
    headEnd.exists(NORTH, 2, "");
    headEnd.exists(NORTH, 3, "");
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.SINGLE, 3);
    headEnd.drain(feed);
    headEnd.passes(Duration.ofMinutes(11));
    headEnd.drain(feed);
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    headEnd.drain(feed);
    headEnd.changes(NORTH, Urgency.SINGLE, 2);
    feed.undelivered(Duration.ofHours(5));

    assertThat(headEnd.drain(feed)).containsExactly(1L, 2L);
  }

  @Test
  void aBulkChangeIsRepeatedAsWell() {
    headEnd.exists(NORTH, 1, "");
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.BULK, 1);

    assertThat(airings(feed, 1, Duration.ofHours(2)))
        .containsExactly(0.0, 10.0, 30.0, 120.0, 600.0, 3600.0);
  }

  @Test
  void aNewChangeReplacesTheRepeatsOfTheOldOne() {
    headEnd.exists(NORTH, 1, "");
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    assertThat(airings(feed, 1, Duration.ofSeconds(14))).containsExactly(0.0, 10.0);
    headEnd.changes(NORTH, Urgency.SINGLE, 1);

    assertThat(airings(feed, 1, Duration.ofMinutes(3))).containsExactly(0.0, 10.0, 30.0, 120.0);
  }

  @Test
  void aNewBulkChangeReplacesTheRepeatsOfASingleOneAndTheOtherWayRound() {
    headEnd.exists(NORTH, 1, "");
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    headEnd.drain(feed);
    headEnd.changes(NORTH, Urgency.BULK, 1);
    assertThat(airings(feed, 1, Duration.ofSeconds(15))).containsExactly(0.0, 10.0);
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    assertThat(airings(feed, 1, Duration.ofSeconds(15))).containsExactly(0.0, 10.0);
    assertThat(feed.statistics().waitingRepeats()).isEqualTo(1);
  }

  @Test
  void repeatsThatComeTooLateAreSentOnceAndNotOneAfterTheOther() {
    headEnd.exists(NORTH, 1, "");
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    headEnd.drain(feed);
    headEnd.passes(Duration.ofSeconds(125));

    assertThat(headEnd.drain(feed)).containsExactly(1L);
    headEnd.passes(Duration.ofSeconds(474));
    assertThat(headEnd.drain(feed)).doesNotContain(1L);
    headEnd.passes(Duration.ofSeconds(1));
    assertThat(headEnd.drain(feed)).contains(1L);
  }

  @Test
  void aStepOfTheWallClockMovesNoRepeat() {
    headEnd.exists(NORTH, 1, "");
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    headEnd.drain(feed);
    headEnd.wallSteps(Duration.ofHours(5));
    assertThat(headEnd.drain(feed)).isEmpty();
    headEnd.wallSteps(Duration.ofHours(-10));
    headEnd.passes(Duration.ofSeconds(10));

    assertThat(headEnd.drain(feed)).containsExactly(1L);
  }

  @Test
  void freshChangesGoInTheOrderTheyWereMadeWhateverTheNetwork() {
    headEnd.exist(NORTH, 1, 5);
    headEnd.exist(SOUTH, 11, 15);
    EmmFeed feed = feed();
    for (long serial : new long[] {3, 1, 4}) {
      headEnd.changes(NORTH, Urgency.SINGLE, serial);
      headEnd.passes(Duration.ofMillis(1));
      headEnd.changes(SOUTH, Urgency.SINGLE, 10 + serial);
      headEnd.passes(Duration.ofMillis(1));
    }
    headEnd.changes(NORTH, Urgency.SINGLE, 3);

    assertThat(headEnd.drain(feed)).containsExactly(3L, 13L, 1L, 11L, 4L, 14L);
  }

  @Test
  void underABulkJobASingleChangeWaitsForOneEmmAtMost() {
    headEnd.exist(NORTH, 0, 100_000);
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.BULK, LongStream.range(0, 100_000).toArray());
    headEnd.exists(NORTH, 200_000, "");
    for (int round = 0; round < 200; round++) {
      for (int sent = 0; sent < round % 13; sent++) {
        headEnd.next(feed);
      }
      headEnd.changes(NORTH, Urgency.SINGLE, 200_000);
      long first = headEnd.next(feed).orElseThrow();
      assertThat(first == 200_000 || headEnd.next(feed).orElseThrow() == 200_000)
          .as("round %d", round)
          .isTrue();
    }
  }

  @Test
  void aCardThatWaitsForItsFirstTurnIsNotSetBackByABulkJob() {
    headEnd.exist(NORTH, 0, 100);
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.SINGLE, 50);
    headEnd.changes(NORTH, Urgency.BULK, LongStream.range(0, 100).toArray());

    assertThat(feed.statistics().waitingChanges()).isEqualTo(1);
    assertThat(feed.statistics().waitingBulk()).isEqualTo(99);
    assertThat(headEnd.drain(feed)).startsWith(50L).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void bulkAndCycleKeepTheirShareUnderAFloodOfSingleChanges() {
    headEnd.exist(NORTH, 0, 10_000);
    EmmFeed feed = headEnd.open(Duration.ofSeconds(60), NORTH);
    headEnd.changes(NORTH, Urgency.SINGLE, LongStream.range(0, 4_000).toArray());
    headEnd.changes(NORTH, Urgency.BULK, LongStream.range(9_000, 9_500).toArray());
    int[] shares = new int[3];
    for (int sent = 0; sent < 1_000; sent++) {
      long serial = headEnd.next(feed).orElseThrow();
      // The cycle begins at 0, where single changes are: it is told apart by what waits.
      shares[serial >= 9_000 ? 1 : 0]++;
    }
    assertThat(shares[1]).isEqualTo(200);
    // Of the other 800 the cycle had its tenth: 700 changes are gone from the queue.
    assertThat(feed.statistics().waitingChanges()).isEqualTo(3_300);
  }

  @Test
  void whatIsToldIsWhatTheTableShowsWhenTheTurnComes() {
    headEnd.exists(NORTH, 1, "");
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    headEnd.exists(NORTH, 1, "", HeadEnd.NOON.plusSeconds(3600), 0x77);

    assertThat(HeadEnd.mask(feed.next(ROOM).orElseThrow())).isEqualTo(0x77);
  }

  @Test
  void aStopIsRepeatedUntilTheLatestFinishAndThenForgotten() {
    headEnd.exists(NORTH, 1, "", HeadEnd.NOON.plusSeconds(100), 0);
    EmmFeed feed = headEnd.open(Duration.ofSeconds(20), NORTH);
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    List<Integer> masks = new ArrayList<>();
    List<Long> seconds = new ArrayList<>();
    for (int second = 0; second < 200; second++) {
      Optional<EmmDatagram> emm = feed.next(ROOM);
      if (emm.isPresent() && HeadEnd.serial(emm.get()) == 1) {
        masks.add(HeadEnd.mask(emm.get()));
        seconds.add(headEnd.time().toSeconds());
      }
      headEnd.passes(Duration.ofSeconds(1));
    }
    assertThat(masks).containsOnly(0).hasSizeGreaterThan(5);
    assertThat(seconds.get(seconds.size() - 1)).isBetween(80L, 100L);
    assertThat(feed.statistics().waitingRepeats()).isZero();
  }

  @Test
  void aCardThatCannotBeToldIsSkippedAndTheOthersAreNot() {
    headEnd.exists(NORTH, 1, "", HeadEnd.NOON.plusSeconds(3600), HeadEnd.TestProfile.BAD);
    headEnd.exists(NORTH, 2, "");
    try (CarouselFeed feed = (CarouselFeed) headEnd.open(Duration.ofSeconds(60), NORTH)) {
      headEnd.changes(NORTH, Urgency.SINGLE, 1, 2);

      assertThat(headEnd.drain(feed)).containsExactly(2L, 2L);
      assertThat(feed.unmade()).isEqualTo(2);
    }
  }

  @Test
  void statisticsTellWhatWaitsAndForHowLong() {
    headEnd.exist(NORTH, 0, 10);
    EmmFeed feed = feed();
    headEnd.changes(NORTH, Urgency.BULK, 1, 2, 3);
    headEnd.passes(Duration.ofSeconds(7));
    headEnd.changes(NORTH, Urgency.SINGLE, 4);

    assertThat(feed.statistics().oldestChange()).isEqualTo(Duration.ofSeconds(7));
    assertThat(feed.statistics().waitingBulk()).isEqualTo(3);
    assertThat(feed.statistics().waitingChanges()).isEqualTo(1);
    assertThat(feed.statistics().cards()).isEqualTo(10);
    headEnd.drain(feed);
    assertThat(feed.statistics().oldestChange()).isZero();
    assertThat(feed.statistics().waitingRepeats()).isEqualTo(4);
    assertThat(feed.statistics().sent()).isEqualTo(14);
  }
}
