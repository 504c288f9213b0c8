package io.caskade.api.rights;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was sold to a card, whatever its status: its entitlements (products with the same window
 * joined) and the traits that travel with them.
 *
 * @param windows without empty repeats: at most one for the same start and finish, ordered by
 *     finish, then start; at most {@value #MAX_WINDOWS}
 * @param paired the card opens only in the host that it remembers
 * @param freeUntil while re-pairing: until this instant the card is told to be unpaired, so that it
 *     learns its present host (tvcas3 chapter 5); only when {@code paired}
 * @param protectedCard column {@code type} of TVCAS3 is 1: the card cannot be erased
 */
public record Sold(
    List<Window> windows, boolean paired, Optional<Instant> freeUntil, boolean protectedCard) {
  /** More than enough for 32 products that each begin and end on their own. */
  public static final int MAX_WINDOWS = 64;

  /** Nothing sold, not paired, protected: a card in stock. */
  public static final Sold NOTHING = new Sold(List.of(), false, Optional.empty(), true);

  /** Joins windows of the same time and puts them in order. */
  public Sold {
    windows = joined(windows);
  }

  /** One window, as a row of TVCAS3. */
  public static Sold of(CardRights rights) {
    return new Sold(
        List.of(new Window(rights.products(), rights.start(), rights.finish())),
        rights.paired(),
        Optional.empty(),
        rights.protectedCard());
  }

  public Sold withWindows(List<Window> changed) {
    return new Sold(changed, paired, freeUntil, protectedCard);
  }

  /** The latest end among the windows; empty when nothing was sold. */
  public Optional<Instant> lastFinish() {
    return windows.stream().map(Window::finish).max(Comparator.naturalOrder());
  }

  /** Every product that was sold, whenever. */
  public ProductMask products() {
    return masks(windows);
  }

  /**
   * What the card is to be told at an instant while it is active. A single window is told exactly
   * as entered. Of several, those that are valid now: their products, the earliest of their starts
   * (a card opens after its start, so a later one would close for a moment what was open), and the
   * earliest of their ends with the grace, so that no product stays open beyond its own end and the
   * grace; between two windows the next one is told ahead.
   *
   * @return empty when nothing was sold, or everything of several windows has ended
   */
  public Optional<CardRights> told(Instant now, AiringRules rules, CardSerial serial) {
    return presentWindow(now, rules.grace())
        .map(window -> rights(window, now, rules.roll(window, now, serial)));
  }

  /**
   * What a stopped card is to be told: mask 0, its start, and the latest finish it may have stored.
   */
  public CardRights stop(Instant now, Instant latestFinish) {
    Instant start =
        presentWindow(now, Duration.ZERO)
            .or(() -> windows.stream().max(Comparator.comparing(Window::finish)))
            .map(Window::start)
            .filter(begin -> begin.isBefore(latestFinish))
            .orElse(latestFinish);
    return rights(new Window(ProductMask.NONE, start, latestFinish), now, latestFinish);
  }

  /**
   * The latest finish that {@link #told} gave up to an instant, if it was told all the time; {@link
   * Instant#EPOCH} when it gave none.
   */
  public Instant latestTold(Instant now, AiringRules rules, CardSerial serial) {
    Instant latest = Instant.EPOCH;
    Instant from = Instant.EPOCH;
    while (!from.isAfter(now)) {
      Optional<Instant> next = nextBoundary(from).filter(at -> !at.isAfter(now));
      Instant last = next.map(at -> at.minusNanos(1)).orElse(now);
      Instant told =
          presentWindow(from, rules.grace())
              .map(window -> rules.roll(window, last, serial))
              .orElse(Instant.EPOCH);
      latest = told.isAfter(latest) ? told : latest;
      from = next.orElse(Instant.MAX);
    }
    return latest;
  }

  /**
   * The next instant at which {@link #told} gives something else by itself, rolling validity aside;
   * empty when it never will.
   */
  public Optional<Instant> nextBoundary(Instant now) {
    Stream<Instant> ends =
        windows.size() < 2
            ? Stream.empty()
            : windows.stream()
                .flatMap(window -> Stream.of(window.start(), window.finish().plusSeconds(1)));
    return Stream.concat(ends, freeUntil.stream())
        .filter(at -> at.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  private CardRights rights(Window window, Instant now, Instant finish) {
    boolean free = freeUntil.filter(now::isBefore).isPresent();
    return new CardRights(
        window.products(), window.start(), finish, paired && !free, protectedCard);
  }

  private Optional<Window> presentWindow(Instant now, Duration grace) {
    if (windows.size() < 2) {
      return windows.stream().findFirst();
    }
    List<Window> valid = windows.stream().filter(window -> window.covers(now)).toList();
    if (valid.isEmpty()) {
      Optional<Instant> next =
          windows.stream().map(Window::start).filter(now::isBefore).min(Comparator.naturalOrder());
      valid =
          windows.stream()
              .filter(window -> next.filter(window.start()::equals).isPresent())
              .toList();
    }
    return valid.isEmpty() ? Optional.empty() : Optional.of(together(valid, grace));
  }

  private static Window together(List<Window> valid, Duration grace) {
    Instant start = valid.stream().map(Window::start).min(Comparator.naturalOrder()).orElseThrow();
    Instant finish =
        valid.stream().map(Window::finish).min(Comparator.naturalOrder()).orElseThrow();
    return new Window(masks(valid), start, finish.plus(grace));
  }

  private static ProductMask masks(List<Window> windows) {
    return new ProductMask(
        windows.stream().mapToInt(window -> window.products().bits()).reduce(0, (a, b) -> a | b));
  }

  private static List<Window> joined(List<Window> windows) {
    if (windows.size() < 2) {
      return List.copyOf(windows);
    }
    record Time(Instant start, Instant finish) {}
    Map<Time, List<Window>> byTime =
        windows.stream()
            .collect(Collectors.groupingBy(window -> new Time(window.start(), window.finish())));
    return byTime.entrySet().stream()
        .map(e -> new Window(masks(e.getValue()), e.getKey().start(), e.getKey().finish()))
        .sorted(Comparator.comparing(Window::finish).thenComparing(Window::start))
        .toList();
  }
}
