package io.caskade.store.jpa;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random changes of cards at times of their own. */
final class Histories {
  static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  private Histories() {}

  static CardChange change(Instant at, @Nullable Card before, Card after) {
    return new CardChange(
        UUID.randomUUID(),
        at,
        new Actor("ann", "console"),
        before == null ? CardOperation.ADD : CardOperation.CHANGE,
        Urgency.SINGLE,
        before,
        after);
  }

  /** The next state of a card, or the first when there is none. */
  static Card next(Random random, long serial, @Nullable Card before, Instant now) {
    Card base = before == null ? Cards.card(serial) : before;
    return new Card(
        NetworkId.MAIN,
        new CardSerial(serial),
        before == null ? 1 : before.version() + 1,
        CardStatus.values()[random.nextInt(CardStatus.values().length)],
        random.nextBoolean() ? "north" : "",
        new Sold(
            windows(random),
            random.nextBoolean(),
            random.nextBoolean() ? Optional.of(BEGIN.plusSeconds(9)) : Optional.empty(),
            random.nextBoolean()),
        base.latestFinish(),
        base.key(),
        new CardHolder(
            random.nextBoolean() ? Optional.of("s" + random.nextInt(3)) : Optional.empty(),
            random.nextBoolean() ? Optional.of("BOX:" + random.nextInt(3)) : Optional.empty(),
            random.nextBoolean()
                ? Optional.of(new CardSerial(random.nextInt(9)))
                : Optional.empty()),
        before == null ? now : before.registeredAt());
  }

  private static List<Window> windows(Random random) {
    var windows = new ArrayList<Window>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Instant start = BEGIN.plusSeconds(random.nextInt(100_000));
      windows.add(
          new Window(
              new ProductMask(random.nextInt()), start, start.plusSeconds(random.nextInt(9_999))));
    }
    return windows;
  }
}
