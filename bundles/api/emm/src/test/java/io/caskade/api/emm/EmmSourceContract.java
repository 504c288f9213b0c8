package io.caskade.api.emm;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.NetworkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link EmmSource} must do, in virtual time; a user's own passes the same. */
public abstract class EmmSourceContract {
  protected static final NetworkId NORTH = new NetworkId("north");
  protected static final NetworkId SOUTH = new NetworkId("south");
  private static final int ROOM = 4096;
  private static final Duration MIN_REPEAT = Duration.ofSeconds(60);

  /** The source, which knows both networks and no card. */
  protected abstract EmmSource source();

  /** Lets a card exist that has something to be told; not as a change. */
  protected abstract void exists(NetworkId network, CardSerial serial, String region);

  /** Announces a single change of a card. */
  protected abstract void changes(NetworkId network, CardSerial serial);

  /** Announces a bulk change of cards. */
  protected abstract void changesInBulk(NetworkId network, List<CardSerial> serials);

  /** Lets time pass. */
  protected abstract void passes(Duration time);

  /** The card that an EMM is for; empty for a dummy. */
  protected abstract Optional<CardSerial> addressee(EmmDatagram emm);

  @Test
  void everyCardHasItsTurnOnceInMinRepeat() {
    for (long serial = 1; serial <= 5; serial++) {
      exists(NORTH, new CardSerial(serial), "");
    }
    try (EmmFeed feed = source().open(audience(Set.of(NORTH), Set.of()))) {
      assertThat(drain(feed)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
      passes(MIN_REPEAT.minusSeconds(1));
      assertThat(serials(drainAll(feed))).isEmpty();
      passes(Duration.ofSeconds(3));
      assertThat(drain(feed)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void anAudienceGetsItsNetworksAndRegionsOnly() {
    exists(NORTH, new CardSerial(1), "");
    exists(NORTH, new CardSerial(2), "coast");
    exists(NORTH, new CardSerial(3), "hills");
    exists(SOUTH, new CardSerial(4), "coast");
    try (EmmFeed feed = source().open(audience(Set.of(NORTH), Set.of("coast")))) {
      assertThat(drain(feed)).containsExactlyInAnyOrder(1L, 2L);
      for (long serial = 1; serial <= 3; serial++) {
        changes(NORTH, new CardSerial(serial));
      }
      changes(SOUTH, new CardSerial(4));
      assertThat(drain(feed)).containsExactlyInAnyOrder(1L, 2L);
    }
  }

  @Test
  void aSingleChangeOvertakesABulkJob() {
    List<CardSerial> job = new ArrayList<>();
    for (long serial = 1; serial <= 100; serial++) {
      exists(NORTH, new CardSerial(serial), "");
      job.add(new CardSerial(serial));
    }
    exists(NORTH, new CardSerial(500), "");
    try (EmmFeed feed = source().open(audience(Set.of(NORTH), Set.of()))) {
      drain(feed);
      changesInBulk(NORTH, job);
      feed.next(ROOM);
      changes(NORTH, new CardSerial(500));
      List<Long> next = new ArrayList<>();
      for (int turn = 0; turn < 3; turn++) {
        feed.next(ROOM).flatMap(this::addressee).ifPresent(card -> next.add(card.value()));
      }
      assertThat(next).contains(500L);
    }
  }

  @Test
  void aChangeThatMayNotHaveArrivedIsGivenAgain() {
    exists(NORTH, new CardSerial(1), "");
    try (EmmFeed feed = source().open(audience(Set.of(NORTH), Set.of()))) {
      drain(feed);
      changes(NORTH, new CardSerial(1));
      assertThat(drain(feed)).containsExactly(1L);
      feed.undelivered(Duration.ofSeconds(1));
      assertThat(drain(feed)).containsExactly(1L);
      passes(Duration.ofSeconds(5));
      feed.undelivered(Duration.ofSeconds(1));
      assertThat(drain(feed)).as("it was heard before").isEmpty();
    }
  }

  @Test
  void anEmmThatDoesNotFitStaysDue() {
    exists(NORTH, new CardSerial(1), "");
    try (EmmFeed feed = source().open(audience(Set.of(NORTH), Set.of()))) {
      assertThat(feed.next(1)).isEmpty();
      assertThat(drain(feed)).containsExactly(1L);
      changes(NORTH, new CardSerial(1));
      assertThat(feed.next(1)).isEmpty();
      assertThat(drain(feed)).containsExactly(1L);
    }
  }

  @Test
  void aSilentFeedGivesADummyEveryTenSeconds() {
    try (EmmFeed feed = source().open(audience(Set.of(NORTH), Set.of()))) {
      passes(Duration.ofSeconds(9));
      assertThat(feed.next(ROOM)).isEmpty();
      passes(Duration.ofSeconds(1));
      assertThat(addressee(feed.next(ROOM).orElseThrow())).isEmpty();
      assertThat(feed.next(ROOM)).isEmpty();
      passes(Duration.ofSeconds(10));
      assertThat(feed.next(ROOM)).isPresent();
      assertThat(feed.statistics().dummies()).isEqualTo(2);
      assertThat(feed.statistics().sent()).isZero();
    }
  }

  @Test
  void feedsAreIndependent() {
    exists(NORTH, new CardSerial(1), "");
    try (EmmFeed first = source().open(audience(Set.of(NORTH), Set.of()));
        EmmFeed second = source().open(audience(Set.of(NORTH), Set.of()))) {
      assertThat(drain(first)).containsExactly(1L);
      assertThat(drain(second)).containsExactly(1L);
    }
  }

  @Test
  void aClosedFeedGivesNothing() {
    exists(NORTH, new CardSerial(1), "");
    EmmFeed feed = source().open(audience(Set.of(NORTH), Set.of()));
    feed.close();
    assertThat(feed.next(ROOM)).isEmpty();
  }

  private static EmmAudience audience(Set<NetworkId> networks, Set<String> regions) {
    return new EmmAudience("contract", networks, regions, MIN_REPEAT);
  }

  private List<Long> drain(EmmFeed feed) {
    return serials(drainAll(feed));
  }

  private static List<EmmDatagram> drainAll(EmmFeed feed) {
    List<EmmDatagram> emms = new ArrayList<>();
    Optional<EmmDatagram> next = feed.next(ROOM);
    while (next.isPresent()) {
      emms.add(next.get());
      next = feed.next(ROOM);
    }
    return emms;
  }

  private List<Long> serials(List<EmmDatagram> emms) {
    return emms.stream().flatMap(emm -> addressee(emm).stream()).map(CardSerial::value).toList();
  }
}
