package io.caskade.store.jpa;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cards and changes for tests. */
final class Cards {
  static final Instant AT = Instant.parse("2026-11-21T12:00:00.123Z");
  static final Octets WRAPPED = Octets.parseHex("DEADBEEFCAFEBABE".repeat(4));

  private Cards() {}

  static Card card(long serial) {
    Sold sold = sold(0x11);
    return new Card(
        NetworkId.MAIN,
        new CardSerial(serial),
        1,
        CardStatus.ACTIVE,
        "north",
        sold,
        sold.lastFinish().orElseThrow(),
        new WrappedKey(WRAPPED),
        CardHolder.NOBODY,
        AT);
  }

  static Card next(Card card, int products) {
    return new Card(
        card.network(),
        card.serial(),
        card.version() + 1,
        card.status(),
        card.region(),
        sold(products),
        card.latestFinish(),
        card.key(),
        card.holder(),
        card.registeredAt());
  }

  static CardChange add(Card card) {
    return change(null, card, Urgency.SINGLE);
  }

  static CardChange change(@Nullable Card before, Card after) {
    return change(before, after, Urgency.SINGLE);
  }

  static CardChange change(@Nullable Card before, Card after, Urgency urgency) {
    return new CardChange(
        UUID.randomUUID(),
        AT,
        new Actor("ann", "console"),
        before == null ? CardOperation.ADD : CardOperation.CHANGE_RIGHTS,
        urgency,
        before,
        after);
  }

  static List<CardChange> adds(long first, int count) {
    var changes = new ArrayList<CardChange>(count);
    for (int i = 0; i < count; i++) {
      changes.add(change(null, card(first + i), Urgency.BULK));
    }
    return changes;
  }

  private static Sold sold(int products) {
    return Sold.of(
        new CardRights(
            new ProductMask(products),
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-12-31T23:59:59Z"),
            false,
            false));
  }
}
