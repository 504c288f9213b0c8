package io.caskade.api.base;

/**
 * Serial number of a viewing card: an unsigned 32-bit number, the unique address in EMMs. The range
 * that may be sold is the profile's (TVCAS3: 2100000000..2109999999, tvcas3 chapter 7.2).
 */
public record CardSerial(long value) implements Comparable<CardSerial> {
  public static final long MAX = 0xFFFF_FFFFL;

  /**
   * @throws CaskadeException {@link ErrorCode#CARD_SERIAL_INVALID} outside 0..2^32-1
   */
  public CardSerial {
    if (value < 0 || value > MAX) {
      throw new CaskadeException(ErrorCode.CARD_SERIAL_INVALID, Long.toString(value));
    }
  }

  /**
   * Reads digits, with or without the hyphens of the printed form.
   *
   * @throws CaskadeException {@link ErrorCode#CARD_SERIAL_INVALID}
   */
  public static CardSerial parse(String text) {
    String digits = text.strip().replace("-", "");
    if (digits.isEmpty()
        || digits.length() > 10
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new CaskadeException(ErrorCode.CARD_SERIAL_INVALID, text);
    }
    return new CardSerial(Long.parseLong(digits));
  }

  /** As printed on the card: groups of three digits, {@code 210-000-000-4}. */
  public String printed() {
    String digits = Long.toString(value);
    var printed = new StringBuilder(digits.length() + 3);
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && i % 3 == 0) {
        printed.append('-');
      }
      printed.append(digits.charAt(i));
    }
    return printed.toString();
  }

  @Override
  public int compareTo(CardSerial other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
