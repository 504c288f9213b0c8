package io.caskade.rights.mirror;

import static io.caskade.rights.mirror.TestCards.NORTH;
import static io.caskade.rights.mirror.TestCards.window;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Urgency;
import io.caskade.api.rights.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An operator's office that sells, changes and stops at random, and its database. */
final class SimulatedOffice {
  static final int PRODUCTS = 6;
  static final long FIRST_SERIAL = 2_100_000_000L;

  private final Random random;
  private final AiringRules rules;
  private final TestVault vault;
  private final TestFeed feed;
  private final List<Card> cards = new ArrayList<>();

  /** All that was ever sold to a card while it was active: what it may have been told. */
  private final List<List<Sold>> sales = new ArrayList<>();

  /** When a card is told something else by itself. */
  private final List<Instant> boundaries = new ArrayList<>();

  /** Cards that were sold something while they were stopped or in stock. */
  private final BitSet keptFromSales = new BitSet();

  SimulatedOffice(Random random, AiringRules rules, TestVault vault, TestFeed feed) {
    this.random = random;
    this.rules = rules;
    this.vault = vault;
    this.feed = feed;
  }

  Card card(int at) {
    return cards.get(at);
  }

  List<Sold> sales(int at) {
    return sales.get(at);
  }

  void register(Instant now) {
    var serial = new CardSerial(FIRST_SERIAL + cards.size());
    boolean stock = random.nextInt(5) == 0;
    var sold = new Sold(anyWindows(now), random.nextBoolean(), Optional.empty(), true);
    cards.add(
        new Card(
            NORTH,
            serial,
            1,
            stock ? CardStatus.STOCK : CardStatus.ACTIVE,
            "",
            sold,
            Instant.EPOCH,
            vault.wrap(NORTH, serial, TestCards.key(serial.value())),
            CardHolder.NOBODY,
            now));
    sales.add(new ArrayList<>(List.of(sold)));
    boundaries.add(boundary(cards.size() - 1, now));
    keptFromSales.set(cards.size() - 1, stock);
    feed.put(cards.get(cards.size() - 1), Urgency.SINGLE);
  }

  /** One, often, or several windows that begin now or later. */
  private List<Window> anyWindows(Instant now) {
    List<Window> windows = new ArrayList<>();
    int count = random.nextInt(5) < 2 ? 1 : random.nextInt(4) + 1;
    for (int i = 0; i < count; i++) {
      Instant start = now.plusSeconds(random.nextInt(3) == 0 ? random.nextInt(60 * 86_400) : 0);
      Instant finish = start.plusSeconds(3600 + random.nextInt(150 * 86_400));
      windows.add(window(1 + random.nextInt((1 << PRODUCTS) - 1), start, finish));
    }
    return windows;
  }

  /** Does something to a card that its status allows; true when its rights were only sent again. */
  boolean act(int at, Instant now) {
    Card card = cards.get(at);
    switch (card.status()) {
      case STOCK -> put(at, now, CardStatus.ACTIVE, card.sold());
      case ACTIVE -> actOnActive(at, now);
      case SUSPENDED -> {
        boolean sellsMeanwhile = random.nextInt(4) == 0;
        put(
            at,
            now,
            sellsMeanwhile ? CardStatus.SUSPENDED : CardStatus.ACTIVE,
            sellsMeanwhile ? card.sold().withWindows(anyWindows(now)) : card.sold());
      }
      case BLACKLISTED -> put(at, now, CardStatus.SUSPENDED, card.sold());
      case RETIRED -> recall(at, now);
    }
    Card after = cards.get(at);
    return after.status() == card.status() && after.sold().equals(card.sold());
  }

  private void actOnActive(int at, Instant now) {
    Card card = cards.get(at);
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> put(at, now, card.status(), card.sold().withWindows(anyWindows(now)));
      case 4 -> put(at, now, card.status(), card.sold().withWindows(List.of()));
      case 5 -> cutShort(at, now);
      case 6, 7 -> put(at, now, CardStatus.SUSPENDED, card.sold());
      case 8 ->
          put(
              at,
              now,
              random.nextBoolean() ? CardStatus.BLACKLISTED : CardStatus.RETIRED,
              card.sold());
      default -> recall(at, now);
    }
  }

  private void recall(int at, Instant now) {
    put(at, now, cards.get(at).status(), cards.get(at).sold());
  }

  private void cutShort(int at, Instant now) {
    Sold sold = cards.get(at).sold();
    Instant start = sold.windows().isEmpty() ? now : sold.windows().get(0).start();
    Instant past = now.minusSeconds(1 + random.nextInt(86_400));
    put(
        at,
        now,
        CardStatus.ACTIVE,
        sold.withWindows(List.of(window(1, start.isBefore(past) ? start : past, past))));
  }

  /** Lets a paired card learn another host for some hours. */
  void rePair(int at, Instant now) {
    Sold sold = cards.get(at).sold();
    Duration free = Duration.ofHours(1 + random.nextInt(71));
    put(
        at,
        now,
        cards.get(at).status(),
        new Sold(sold.windows(), true, Optional.of(now.plus(free)), sold.protectedCard()));
  }

  /** The row knows what the card was told up to now, as management writes it. */
  private void put(int at, Instant now, CardStatus status, Sold sold) {
    Card before = cards.get(at);
    Instant latest = before.latestFinish();
    if (before.status() == CardStatus.ACTIVE) {
      latest = Telling.later(latest, before.sold().latestTold(now, rules, before.serial()));
    }
    Card after =
        new Card(
            NORTH,
            before.serial(),
            before.version() + 1,
            status,
            "",
            sold,
            latest,
            before.key(),
            before.holder(),
            before.registeredAt());
    cards.set(at, after);
    boundaries.set(at, boundary(at, now));
    if (before.status().stopped() && !status.stopped()) {
      keptFromSales.set(at);
    }
    if (status == CardStatus.ACTIVE) {
      sales.get(at).add(sold);
    }
    feed.put(after, Urgency.SINGLE);
  }

  /** When a card of the base is told something else by itself; {@link Instant#MAX} for never. */
  Instant nextBoundary(Instant now) {
    Instant next = Instant.MAX;
    for (int at = 0; at < boundaries.size(); at++) {
      if (!boundaries.get(at).isAfter(now)) {
        boundaries.set(at, boundary(at, now));
      }
      next = next.isBefore(boundaries.get(at)) ? next : boundaries.get(at);
    }
    return next;
  }

  private Instant boundary(int at, Instant now) {
    Card card = cards.get(at);
    return card.status() == CardStatus.ACTIVE
        ? card.sold().nextBoundary(now).orElse(Instant.MAX)
        : Instant.MAX;
  }

  /**
   * A card that came back was not told what was sold while it was stopped, but its row counts that
   * as told: its stop EMMs may last longer.
   */
  boolean wasToldAllTheTime(int at) {
    return !keptFromSales.get(at);
  }
}
