package io.caskade.emm.carousel;

import static io.caskade.emm.carousel.HeadEnd.NORTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.rights.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** An output that goes on for another node's. */
class TakeoverTest {
  private static final Duration NEVER = Duration.ofDays(365);

  private final HeadEnd headEnd = new HeadEnd();

  @Test
  void beginsWithTheChangesOfTheLastTenMinutesThatNobodyAiredHere() {
    headEnd.exist(NORTH, 1, 4);
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    headEnd.passes(Duration.ofMinutes(5));
    headEnd.changes(NORTH, Urgency.BULK, 2);
    headEnd.changes(NORTH, Urgency.SINGLE, 3);
    headEnd.passes(Duration.ofMinutes(6));

    EmmFeed feed = headEnd.takeOver(NEVER, NORTH);
    assertThat(feed.statistics().waitingChanges()).isEqualTo(1);
    assertThat(feed.statistics().waitingBulk()).isEqualTo(1);
    assertThat(feed.statistics().oldestChange()).isEqualTo(Duration.ofMinutes(6));
    assertThat(headEnd.next(feed)).contains(3L);
    assertThat(headEnd.open(NEVER, NORTH).statistics().waitingChanges()).isZero();
  }

  @Test
  void aCardThatChangedOftenIsToldOnce() {
    headEnd.exist(NORTH, 1, 1);
    headEnd.changes(NORTH, Urgency.BULK, 1);
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    EmmFeed feed = headEnd.takeOver(NEVER, NORTH);
    assertThat(feed.statistics().waitingChanges()).isEqualTo(1);
    assertThat(feed.statistics().waitingBulk()).isZero();
  }

  @Test
  void keepsABoundedNumberOfCards() {
    var recent = new RecentChanges();
    List<CardSerial> many =
        LongStream.range(0, RecentChanges.MOST / 2).mapToObj(CardSerial::new).toList();
    for (int batch = 0; batch < 5; batch++) {
      recent.add(NORTH, many, Urgency.BULK, Instant.EPOCH.plusSeconds(batch), batch);
    }
    var told = new ArrayList<Instant>();
    recent.replay(
        (network, serials, urgency, committedAt) -> {
          assertThat(serials).hasSize(many.size()).endsWith(many.get(many.size() - 1));
          told.add(committedAt);
        },
        5);
    assertThat(told).containsExactly(Instant.EPOCH.plusSeconds(3), Instant.EPOCH.plusSeconds(4));
  }
}
