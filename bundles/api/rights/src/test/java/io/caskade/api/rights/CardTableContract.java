package io.caskade.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.WrappedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link CardTable} must do; a user's own passes the same. */
public abstract class CardTableContract {
  protected static final NetworkId NORTH = new NetworkId("north");
  protected static final NetworkId SOUTH = new NetworkId("south");

  /** What the cards begin and end around. */
  protected static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final Instant START = NOON.minusSeconds(86_400);

  /**
   * A ready table of these cards.
   *
   * @param now what its clock says
   */
  protected abstract CardTable table(Instant now, List<Card> cards);

  /** The key that {@link #table} gives to a card. */
  protected abstract CardKey key(NetworkId network, CardSerial serial);

  @Test
  void anActiveCardIsToldWhatWasSoldUntilItsFinish() {
    CardTable table = table(NOON, List.of(card(1, CardStatus.ACTIVE, 60, 60)));

    AiredCard aired = find(table, 1).orElseThrow();
    assertThat(aired.rights())
        .isEqualTo(new CardRights(new ProductMask(0x11), START, NOON.plusSeconds(60), true, true));
    assertThat(aired.airUntil()).isEqualTo(NOON.plusSeconds(60));
    assertThat(aired.region()).isEqualTo("coast");
    assertThat(aired.key()).isEqualTo(key(NORTH, new CardSerial(1)));
  }

  @Test
  void aSuspendedCardIsStoppedUntilTheLatestFinishItEverGot() {
    assertStopped(table(NOON, List.of(card(1, CardStatus.SUSPENDED, 60, 3600))), 3600);
  }

  @Test
  void aWindowThatWasCutShortIsStoppedUntilTheLatestFinish() {
    assertStopped(table(NOON, List.of(card(1, CardStatus.ACTIVE, -60, 3600))), 3600);
  }

  private static void assertStopped(CardTable table, long latest) {
    AiredCard aired = find(table, 1).orElseThrow();
    assertThat(aired.rights())
        .isEqualTo(new CardRights(ProductMask.NONE, START, NOON.plusSeconds(latest), true, true));
    assertThat(aired.airUntil()).isEqualTo(NOON.plusSeconds(latest));
  }

  @Test
  void aCardWhoseRightsHaveAllEndedIsToldNothing() {
    CardTable table =
        table(
            NOON,
            List.of(card(1, CardStatus.ACTIVE, -60, -60), card(2, CardStatus.SUSPENDED, -60, -1)));

    assertThat(find(table, 1)).isEmpty();
    assertThat(find(table, 2)).isEmpty();
    assertThat(table.next(NORTH, -1)).isEmpty();
    assertThat(table.size(NORTH)).isEqualTo(2);
  }

  @Test
  void walkingRoundMeetsEachCardOnceBySerial() {
    List<Card> cards = new ArrayList<>();
    for (long serial : new long[] {CardSerial.MAX, 5, 0, 2_100_000_000L, 7}) {
      cards.add(card(serial, CardStatus.ACTIVE, 60, 60));
    }
    cards.add(card(6, CardStatus.ACTIVE, -60, -60));
    CardTable table = table(NOON, cards);

    List<Long> met = new ArrayList<>();
    Optional<AiredCard> next = table.next(NORTH, -1);
    while (next.isPresent()) {
      met.add(next.get().serial().value());
      next = table.next(NORTH, next.get().serial().value());
    }
    assertThat(met).containsExactly(0L, 5L, 7L, 2_100_000_000L, CardSerial.MAX);
  }

  @Test
  void networksAreApart() {
    CardTable table = table(NOON, List.of(card(1, CardStatus.ACTIVE, 60, 60)));

    assertThat(table.size(SOUTH)).isZero();
    assertThat(table.find(SOUTH, new CardSerial(1))).isEmpty();
    assertThat(table.next(SOUTH, -1)).isEmpty();
  }

  @Test
  void theKeyIsACopyThatTheReaderMayDestroy() {
    CardTable table = table(NOON, List.of(card(1, CardStatus.ACTIVE, 60, 60)));

    find(table, 1).orElseThrow().key().destroy();

    assertThat(find(table, 1).orElseThrow().key()).isEqualTo(key(NORTH, new CardSerial(1)));
  }

  private static Optional<AiredCard> find(CardTable table, long serial) {
    return table.find(NORTH, new CardSerial(serial));
  }

  private static Card card(long serial, CardStatus status, long finish, long latest) {
    return new Card(
        NORTH,
        new CardSerial(serial),
        1,
        status,
        "coast",
        Sold.of(new CardRights(new ProductMask(0x11), START, NOON.plusSeconds(finish), true, true)),
        NOON.plusSeconds(latest),
        new WrappedKey(Octets.empty()),
        CardHolder.NOBODY,
        START);
  }
}
