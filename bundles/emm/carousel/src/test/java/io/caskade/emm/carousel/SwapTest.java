package io.caskade.emm.carousel;

import static io.caskade.emm.carousel.HeadEnd.NORTH;
import static io.caskade.emm.carousel.HeadEnd.ROOM;
import static io.caskade.emm.carousel.HeadEnd.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.Network;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.Urgency;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SwapTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  private final HeadEnd headEnd = new HeadEnd();

  @Test
  void aPlannedSwapLosesNothingAndLeavesNoOldWorker() {
    headEnd.exist(NORTH, 0, 100);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    for (int i = 0; i < 50; i++) {
      assertThat(headEnd.next(feed)).contains((long) i);
    }
    var next = new HeadEnd.TestProfile("1.10.0");
    headEnd.carousel.add(next, "test", 0, "1.10.0");
    assertThat(headEnd.profile.open()).isZero();
    headEnd.carousel.remove(headEnd.profile);

    assertThat(headEnd.drain(feed)).hasSize(50);
    assertThat(next.workers).singleElement().extracting(worker -> worker.made).isEqualTo(50);
  }

  @Test
  void duringAnInPlaceUpdateChangesWait() {
    headEnd.exist(NORTH, 0, 3);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    headEnd.drain(feed);
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    headEnd.carousel.remove(headEnd.profile);
    headEnd.passes(Duration.ofSeconds(20));

    assertThat(headEnd.drain(feed)).isEmpty();
    assertThat(feed.statistics().waitingChanges()).isEqualTo(1);
    assertThat(headEnd.profile.open()).isZero();

    headEnd.carousel.add(headEnd.profile, "test", 0, "1.0.0");
    assertThat(headEnd.drain(feed)).containsExactly(1L);
  }

  @Test
  void aLowerVersionDoesNotServeAndAHigherRankingDoes() {
    headEnd.exist(NORTH, 0, 3);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    var lower = new HeadEnd.TestProfile("0.9.0");
    headEnd.carousel.add(lower, "test", 0, "0.9.0");
    headEnd.next(feed);
    assertThat(lower.workers).isEmpty();
    headEnd.carousel.remove(lower);
    headEnd.carousel.add(lower, "test", 5, "0.9.0");
    headEnd.next(feed);
    assertThat(lower.open()).isEqualTo(1);
    assertThat(headEnd.profile.open()).isZero();
  }

  @Test
  void aNetworkWithoutProfileHoldsNobodyUp() {
    headEnd.network(new Network(SOUTH, 2, "other", ZoneId.of("UTC"), ZoneId.of("UTC")));
    headEnd.exist(NORTH, 0, 3);
    headEnd.exist(SOUTH, 10, 13);
    EmmFeed feed = headEnd.open(MINUTE, NORTH, SOUTH);
    headEnd.changes(SOUTH, Urgency.SINGLE, 10);
    headEnd.passes(Duration.ofMillis(5));
    headEnd.changes(NORTH, Urgency.SINGLE, 1);

    assertThat(headEnd.drain(feed)).containsExactly(1L, 0L, 1L, 2L);
    assertThat(feed.statistics().waitingChanges()).isEqualTo(1);
  }

  @Test
  void theOffsetOfTheZoneIsFollowedWhenItChanges() {
    // Summer time of 2027 begins on 28 March at 01:00 UTC.
    headEnd.network(
        new Network(NORTH, 1, "test", ZoneId.of("Europe/Berlin"), ZoneId.of("Europe/Berlin")));
    headEnd.exists(NORTH, 1, "");
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    assertThat(HeadEnd.offset(feed.next(ROOM).orElseThrow())).isEqualTo(3600);
    headEnd.passes(Duration.ofDays(150));
    EmmDatagram summer = feed.next(ROOM).orElseThrow();

    assertThat(HeadEnd.offset(summer)).isEqualTo(7200);
    assertThat(headEnd.profile.open()).isEqualTo(1);
  }

  @Test
  void aChangedNetworkIsFollowedAtOnce() {
    headEnd.exist(NORTH, 0, 3);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    headEnd.next(feed);
    headEnd.network(
        new Network(NORTH, 1, "test", ZoneId.of("Asia/Tokyo"), ZoneId.of("Asia/Tokyo")));

    assertThat(HeadEnd.offset(feed.next(ROOM).orElseThrow())).isEqualTo(9 * 3600);
  }

  @Test
  void withoutATableChangesWait() {
    headEnd.exist(NORTH, 0, 3);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    headEnd.drain(feed);
    headEnd.carousel.forget((CardTable) headEnd);
    headEnd.changes(NORTH, Urgency.SINGLE, 2);
    assertThat(headEnd.drain(feed)).isEmpty();
    headEnd.carousel.use((CardTable) headEnd);

    assertThat(headEnd.drain(feed)).containsExactly(2L);
  }

  @Test
  void aCardThatMovesToAnotherRegionChangesItsFeed() {
    headEnd.exists(NORTH, 1, "coast");
    var coast = headEnd.carousel.open(new EmmAudience("c", Set.of(NORTH), Set.of("coast"), MINUTE));
    var hills = headEnd.carousel.open(new EmmAudience("h", Set.of(NORTH), Set.of("hills"), MINUTE));
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    assertThat(headEnd.drain(coast)).contains(1L);
    headEnd.exists(NORTH, 1, "hills");
    headEnd.changes(NORTH, Urgency.SINGLE, 1);

    assertThat(headEnd.drain(hills)).contains(1L);
    headEnd.passes(Duration.ofSeconds(15));
    assertThat(headEnd.drain(coast)).doesNotContain(1L);
  }

  @Test
  void closingEndsAllWorkers() {
    headEnd.exist(NORTH, 0, 3);
    EmmFeed feed = headEnd.open(MINUTE, NORTH);
    headEnd.next(feed);

    headEnd.carousel.close();

    assertThat(headEnd.profile.open()).isZero();
    assertThat(headEnd.next(feed)).isEmpty();
    headEnd.changes(NORTH, Urgency.SINGLE, 1);
    assertThat(headEnd.profile.workers).hasSize(1);
  }
}
