package io.caskade.lib.cardprotocol;

import java.time.Duration;

/**
 * How long a host waits for a card.
 *
 * @param character time of one character on the wire: 12 etu, 1.25 ms at 9600 baud
 * @param firstCharacter from the end of the reset pulse to TS: 40,000 clock cycles by the standard
 *     (11 ms), some 500 ms in the field
 * @param waiting longest silence inside an answer to reset and before each character of a card in a
 *     command: 960 * 10 * 372 clock cycles, 1 s at 3.57 MHz
 * @param slack what the reader's way adds (USB, scheduling)
 * @param longest a whole exchange, however often the card asks for time; at most 30 s
 * @param mostWaits how often a card may ask for time in one exchange
 */
public record T0Timing(
    Duration character,
    Duration firstCharacter,
    Duration waiting,
    Duration slack,
    Duration longest,
    int mostWaits) {
  private static final int ETU_PER_CHARACTER = 12;
  private static final int ETU_PER_WAITING_UNIT = 960;
  private static final int DEFAULT_WI = 10;
  private static final long NANOS = 1_000_000_000L;

  /**
   * The times of a card that has just been reset: Fi = 372, Di = 1, WI = 10.
   *
   * @param baud 300..1,000,000 characters are sent at
   */
  public static T0Timing at(int baud) {
    if (baud < 300 || baud > 1_000_000) {
      throw new IllegalArgumentException("300 to 1000000 baud, not " + baud);
    }
    return new T0Timing(
        Duration.ofNanos(ETU_PER_CHARACTER * NANOS / baud),
        Duration.ofMillis(500),
        etu(ETU_PER_WAITING_UNIT * DEFAULT_WI, baud),
        Duration.ofMillis(200),
        Duration.ofSeconds(20),
        1_000);
  }

  /** The same with the waiting integer of an answer to reset, at most 10 s. */
  public T0Timing with(Atr atr) {
    Duration own = waiting.dividedBy(DEFAULT_WI).multipliedBy(atr.waitingInteger());
    Duration most = Duration.ofSeconds(10);
    return new T0Timing(
        character, firstCharacter, own.compareTo(most) > 0 ? most : own, slack, longest, mostWaits);
  }

  /** How long so many characters take on the wire. */
  public Duration characters(int count) {
    return character.multipliedBy(count);
  }

  private static Duration etu(long count, int baud) {
    return Duration.ofNanos(count * NANOS / baud);
  }
}
