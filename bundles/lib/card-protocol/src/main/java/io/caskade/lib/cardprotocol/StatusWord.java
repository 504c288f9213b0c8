package io.caskade.lib.cardprotocol;

/**
 * SW1 and SW2, the end of every answer.
 *
 * @param value 0..0xFFFF, for example 0x9000
 */
public record StatusWord(int value) {
  /** Done, nothing to read. */
  public static final StatusWord DONE = new StatusWord(0x9000);

  /** The PIN was wrong. */
  public static final StatusWord WRONG_PIN = new StatusWord(0x9017);

  /** The card is in disorder and wants a reset. */
  public static final StatusWord HANGS = new StatusWord(0x9011);

  private static final int WAITING = 0x98;

  public StatusWord {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException("a status has two bytes, not " + value);
    }
  }

  /**
   * The last two bytes of an answer.
   *
   * @throws IllegalArgumentException when there are less
   */
  public static StatusWord of(byte[] answer) {
    if (answer.length < 2) {
      throw new IllegalArgumentException("an answer has at least two bytes");
    }
    return new StatusWord(
        (answer[answer.length - 2] & 0xFF) << 8 | answer[answer.length - 1] & 0xFF);
  }

  /**
   * 98 and a length: so many bytes are to be fetched.
   *
   * @param bytes 1..255
   */
  public static StatusWord waiting(int bytes) {
    if (bytes < 1 || bytes > 0xFF) {
      throw new IllegalArgumentException("1 to 255 bytes can wait, not " + bytes);
    }
    return new StatusWord(WAITING << 8 | bytes);
  }

  /** How many bytes are to be fetched, 0..255; 0 also for every status that does not say so. */
  public int waiting() {
    return sw1() == WAITING ? sw2() : 0;
  }

  public int sw1() {
    return value >> 8;
  }

  public int sw2() {
    return value & 0xFF;
  }

  /** Data and this status behind it. */
  public byte[] after(byte... data) {
    byte[] answer = new byte[data.length + 2];
    System.arraycopy(data, 0, answer, 0, data.length);
    answer[data.length] = (byte) sw1();
    answer[data.length + 1] = (byte) sw2();
    return answer;
  }

  /** Four hexadecimal digits. */
  @Override
  public String toString() {
    return "%04X".formatted(value);
  }
}
