package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Some hundred cards in parallel primitive arrays, sorted by serial. Immutable: a change makes a
 * new block, so that a reader sees whole rows without a lock. A row takes 28 bytes and its key;
 * what was sold beyond a single window stands in the {@link Extras}.
 */
final class CardBlock {
  /** Words of a row, beside its serial. Times are unsigned seconds since 1970-01-01 UTC. */
  static final int VERSION = 0;

  /** With {@link #EXTRA} the place among the extras. */
  static final int MASK = 1;

  static final int START = 2;

  /** With {@link #EXTRA} the latest finish among the windows, 0 for none. */
  static final int FINISH = 3;

  /** The latest finish that was ever told, as the database or this table knew it. */
  static final int LATEST = 4;

  /** Region code (21 bits), key length (6 bits), flags (5 bits). */
  static final int TRAITS = 5;

  static final int WORDS = 6;

  /** Gets stop EMMs. */
  static final int STOPPED = 1;

  static final int PAIRED = 2;
  static final int PROTECTED = 4;

  /** Nothing goes on air. */
  static final int STOCK = 8;

  /** Several windows, none, or a re-pairing under way. */
  static final int EXTRA = 16;

  static final int MAX_KEY = 63;

  private static final int FLAG_BITS = 5;
  private static final int KEY_BITS = 6;

  private final int[] serials;
  private final int[] words;
  private final int stride;
  private final byte[] keys;
  private final Extras extras;
  private final long end;

  /**
   * @param serials ascending, unsigned
   * @param words {@link #WORDS} for each serial
   * @param stride bytes that each key takes in {@code keys}
   */
  CardBlock(int[] serials, int[] words, int stride, byte[] keys, Extras extras) {
    this.serials = serials;
    this.words = words;
    this.stride = stride;
    this.keys = keys;
    this.extras = extras;
    long last = -1;
    for (int row = 0; row < serials.length; row++) {
      last = Math.max(last, end(row));
    }
    end = last;
  }

  static int traits(int region, int keyLength, int flags) {
    return region << FLAG_BITS + KEY_BITS | keyLength << FLAG_BITS | flags;
  }

  int size() {
    return serials.length;
  }

  long serial(int row) {
    return Integer.toUnsignedLong(serials[row]);
  }

  long lastSerial() {
    return serial(serials.length - 1);
  }

  int word(int row, int column) {
    return words[row * WORDS + column];
  }

  /** A word as an unsigned number: a version or a time. */
  long unsigned(int row, int column) {
    return Integer.toUnsignedLong(word(row, column));
  }

  boolean is(int row, int flag) {
    return (word(row, TRAITS) & flag) != 0;
  }

  int region(int row) {
    return word(row, TRAITS) >>> FLAG_BITS + KEY_BITS;
  }

  int keyLength(int row) {
    return word(row, TRAITS) >>> FLAG_BITS & MAX_KEY;
  }

  /** A copy that the caller wipes. */
  byte[] key(int row) {
    return Arrays.copyOfRange(keys, row * stride, row * stride + keyLength(row));
  }

  Sold sold(int row) {
    boolean extra = is(row, EXTRA);
    int place = word(row, MASK);
    return new Sold(
        extra ? extras.windows(place) : List.of(window(row)),
        is(row, PAIRED),
        extra ? extras.freeUntil(place) : Optional.empty(),
        is(row, PROTECTED));
  }

  private Window window(int row) {
    return new Window(
        new ProductMask(word(row, MASK)),
        Seconds.instant(word(row, START)),
        Seconds.instant(word(row, FINISH)));
  }

  Instant latest(int row) {
    return Seconds.instant(word(row, LATEST));
  }

  CardSerial cardSerial(int row) {
    return new CardSerial(serial(row));
  }

  /**
   * The last second in which anything is to be told to a card, the grace of several windows aside;
   * -1 for never. Tells cards that cost nothing without looking at what was sold.
   */
  long end(int row) {
    if (is(row, STOCK)) {
      return -1;
    }
    long latest = unsigned(row, LATEST);
    return is(row, STOPPED) ? latest : Math.max(latest, unsigned(row, FINISH));
  }

  /** The last of the ends of all rows. */
  long end() {
    return end;
  }

  /** The first second after {@code after} in which a card is told something else by itself. */
  long nextBoundary(int row, long after) {
    if (!is(row, EXTRA) || is(row, STOCK)) {
      return Extras.NEVER;
    }
    int place = word(row, MASK);
    return is(row, STOPPED) ? extras.endOfFreedom(place, after) : extras.nextBoundary(place, after);
  }

  /** The first of the boundaries of all rows; {@link Extras#NEVER} when there is none. */
  long nextBoundary(long after) {
    long next = Extras.NEVER;
    if (extras.words().length > 0) {
      for (int row = 0; row < serials.length; row++) {
        next = Math.min(next, nextBoundary(row, after));
      }
    }
    return next;
  }

  /** The same cards, with what they were told up to now under these rules noted for their stop. */
  CardBlock toldUnder(AiringRules rules, Instant now) {
    int[] noted = words.clone();
    for (int row = 0; row < serials.length; row++) {
      noted[row * WORDS + LATEST] = Seconds.of(Telling.latestTold(this, row, now, rules));
    }
    return new CardBlock(serials, noted, stride, keys, extras);
  }

  /** First row whose serial is above {@code serial}; {@link #size()} when there is none. */
  int firstAbove(long serial) {
    int low = 0;
    int high = serials.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (serial(middle) > serial) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Bytes of the arrays, for the memory figures. */
  long bytes() {
    return 4L * (serials.length + words.length + extras.words().length) + keys.length;
  }

  int[] serials() {
    return serials;
  }

  int[] words() {
    return words;
  }

  int stride() {
    return stride;
  }

  byte[] keys() {
    return keys;
  }

  Extras extras() {
    return extras;
  }
}
