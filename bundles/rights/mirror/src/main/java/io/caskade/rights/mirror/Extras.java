package io.caskade.rights.mirror;

import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What does not fit into the rows of a block: several windows, none at all, or a re-pairing under
 * way. Each card has its place among the words: end of the re-pairing (0 for none), number of
 * windows, then mask, start and finish of each. Times are unsigned seconds since 1970-01-01 UTC.
 * Immutable.
 */
final class Extras {
  static final Extras NONE = new Extras(new int[0]);

  /** Later than any time here. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int FREE_UNTIL = 0;
  private static final int COUNT = 1;
  private static final int WINDOWS = 2;
  private static final int WINDOW = 3;

  private final int[] words;

  Extras(int[] words) {
    this.words = words;
  }

  /** A single window without re-pairing stands in the row itself. */
  static boolean needed(Sold sold) {
    return sold.windows().size() != 1 || sold.freeUntil().isPresent();
  }

  /** Words that a card takes. */
  static int length(int windows) {
    return WINDOWS + WINDOW * windows;
  }

  /** Writes a card's words. */
  static void write(Sold sold, int[] target, int at) {
    target[at + FREE_UNTIL] = sold.freeUntil().map(Extras::roundedUp).orElse(0);
    target[at + COUNT] = sold.windows().size();
    int word = at + WINDOWS;
    for (Window window : sold.windows()) {
      target[word++] = window.products().bits();
      target[word++] = Seconds.of(window.start());
      target[word++] = Seconds.of(window.finish());
    }
  }

  int[] words() {
    return words;
  }

  /** Words that the card at this place takes. */
  int lengthAt(int at) {
    return length(words[at + COUNT]);
  }

  /** True when a whole card stands at this place. */
  boolean sound(int at) {
    return at >= 0
        && at <= words.length - WINDOWS
        && words[at + COUNT] >= 0
        && words[at + COUNT] <= (words.length - at - WINDOWS) / WINDOW;
  }

  Optional<Instant> freeUntil(int at) {
    return words[at + FREE_UNTIL] == 0
        ? Optional.empty()
        : Optional.of(Seconds.instant(words[at + FREE_UNTIL]));
  }

  List<Window> windows(int at) {
    int count = words[at + COUNT];
    List<Window> windows = new ArrayList<>(count);
    for (int i = 0, word = at + WINDOWS; i < count; i++, word += WINDOW) {
      windows.add(
          new Window(
              new ProductMask(words[word]),
              Seconds.instant(words[word + 1]),
              Seconds.instant(words[word + 2])));
    }
    return windows;
  }

  /** {@link Sold#nextBoundary} of a card in seconds; {@link #NEVER} when there is none. */
  long nextBoundary(int at, long after) {
    long next = endOfFreedom(at, after);
    int count = words[at + COUNT];
    if (count < 2) {
      return next;
    }
    for (int i = 0, word = at + WINDOWS; i < count; i++, word += WINDOW) {
      next = earlier(next, Integer.toUnsignedLong(words[word + 1]), after);
      next = earlier(next, Integer.toUnsignedLong(words[word + 2]) + 1, after);
    }
    return next;
  }

  /** When the re-pairing ends, if that is after a moment; {@link #NEVER} otherwise. */
  long endOfFreedom(int at, long after) {
    return earlier(NEVER, Integer.toUnsignedLong(words[at + FREE_UNTIL]), after);
  }

  private static long earlier(long next, long time, long after) {
    return time > after && time < next ? time : next;
  }

  /** A part of a second more is harmless, less would end the re-pairing early. */
  private static int roundedUp(Instant time) {
    return Seconds.of(time.plusNanos(999_999_999));
  }
}
