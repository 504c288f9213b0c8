package io.caskade.rights.mirror;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Cards for the tests; the mask of a card tells its version, its key tells its serial. */
final class TestCards {
  static final NetworkId NORTH = new NetworkId("north");
  static final NetworkId SOUTH = new NetworkId("south");
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final Instant FINISH = NOON.plusSeconds(1_000_000);

  private TestCards() {}

  static Card card(NetworkId network, long serial, long version) {
    return card(network, serial, version, "", new TestVault("one"));
  }

  static Card card(NetworkId network, long serial, long version, String region, TestVault vault) {
    var number = new CardSerial(serial);
    return new Card(
        network,
        number,
        version,
        CardStatus.ACTIVE,
        region,
        Sold.of(
            new CardRights(
                new ProductMask((int) version), NOON.minusSeconds(1000), FINISH, false, false)),
        FINISH,
        vault.wrap(network, number, key(serial)),
        CardHolder.NOBODY,
        NOON);
  }

  /** Another state of a card. */
  static Card with(Card card, CardStatus status, Sold sold, Instant latestFinish) {
    return new Card(
        card.network(),
        card.serial(),
        card.version(),
        status,
        card.region(),
        sold,
        latestFinish,
        card.key(),
        card.holder(),
        card.registeredAt());
  }

  static Window window(int mask, Instant start, Instant finish) {
    return new Window(new ProductMask(mask), start, finish);
  }

  static Sold sold(Window... windows) {
    return new Sold(List.of(windows), false, Optional.empty(), false);
  }

  static CardKey key(long serial) {
    return new CardKey(ByteBuffer.allocate(16).putLong(serial).putLong(~serial).array());
  }

  static KeyedCard keyed(Card card) {
    return new KeyedCard(card, key(card.serial().value()));
  }

  /** Cards of the north, under the default rules. */
  static NetworkCards merged(NetworkCards cards, List<KeyedCard> batch) {
    return cards.merge(batch, NOON, AiringRules.DEFAULT).cards();
  }

  static KeyedCard keyed(NetworkId network, long serial, long version) {
    return new KeyedCard(card(network, serial, version), key(serial));
  }
}
