package io.caskade.lib.cardprotocol.dialect;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A day as cards keep it, 16 bits: decade since 1990 (3), day of month (5), last digit of the year
 * (4), month (4). 2020-04-12 is 6C04.
 *
 * @param value 0..0xFFFF; also one that is no day, since a card may hold any
 */
public record CardDate(int value) {
  /** What a card holds before its first subscription. */
  public static final CardDate NONE = new CardDate(0);

  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2069;

  public CardDate {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException("a card date has two bytes, not " + value);
    }
  }

  /**
   * A day as a card keeps it.
   *
   * @throws IllegalArgumentException outside 1990 to 2069
   */
  public static CardDate of(LocalDate day) {
    int year = day.getYear();
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new IllegalArgumentException("a card's days lie in 1990 to 2069, not on " + day);
    }
    int decade = (year - FIRST_YEAR) / 10;
    return new CardDate(
        decade << 13 | day.getDayOfMonth() << 8 | (year % 10) << 4 | day.getMonthValue());
  }

  /** The day, or nothing when the bits are none. */
  public Optional<LocalDate> day() {
    int digit = value >> 4 & 0x0F;
    if (digit > 9) {
      return Optional.empty();
    }
    int year = FIRST_YEAR + 10 * (value >> 13) + digit;
    try {
      return Optional.of(LocalDate.of(year, value & 0x0F, value >> 8 & 0x1F));
    } catch (DateTimeException e) {
      // Month 0, 30 February: a card without subscription or with a foreign one.
      return Optional.empty();
    }
  }
}
