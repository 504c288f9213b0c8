package io.caskade.lib.cardprotocol.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The card's side: the data that waits after a command was answered {@code 98 len}. All arrays are
 * new; the caller wipes what holds control words.
 */
public final class CardAnswers {
  /** Characters of a subscription's name. */
  public static final int NAME = 15;

  private static final int PROVIDER = 0x1010;
  private static final int ADDRESS_RECORDS = 2;
  private static final int CAPABILITIES = 0x002C;
  private static final int OPENED = 0x4000;
  private static final int REFUSED = 0x0000;

  private CardAnswers() {}

  /**
   * Answer to {@link CardTag#CARD_TYPE}, 17 bytes: {@code 20 01 version, 28 02 CA system, 2F 02 00
   * 2C, 30 01 maturity, 23 01 02}.
   */
  public static byte[] cardType(int version, int caSystemId, int maturity) {
    return new NanoWriter()
        .number(CardNano.VERSION, version, 1)
        .number(CardNano.CA_SYSTEM, caSystemId, 2)
        .number(CardNano.CAPABILITIES, CAPABILITIES, 2)
        .number(CardNano.MATURITY, maturity, 1)
        .number(CardNano.ADDRESS, ADDRESS_RECORDS, 1)
        .finish();
  }

  /**
   * Answer to {@link CardTag#HOST}, 26 bytes: {@code 22 18, 09 04 CA system and the host's first
   * two bytes, 23 07 00 00 00 serial, 23 07 00 00 00 00 shared}.
   *
   * @param serial 0..0xFFFFFFFF
   * @param sharedAddress 0..0xFFFFFF
   */
  public static byte[] addresses(
      int caSystemId, HostIdentity host, long serial, int sharedAddress) {
    byte[] inner =
        new NanoWriter()
            .number(CardNano.HOST, (long) caSystemId << 16 | host.value() >> 8, 4)
            .number(CardNano.ADDRESS, serial, 7)
            .number(CardNano.ADDRESS, sharedAddress, 7)
            .finish();
    return new NanoWriter().put(CardNano.ADDRESSES, inner).finish();
  }

  /** Answer to {@link CardTag#SERIAL}, 6 bytes. */
  public static byte[] serial(long serial) {
    return new NanoWriter().number(CardNano.SERIAL, serial, 4).finish();
  }

  /**
   * Answer to {@link CardTag#SUBSCRIPTIONS}, 49 bytes: {@code 32 2F 10 10, 01 0F name}, then twice
   * {@code 30 02 from, 30 02 to, 20 04 classes}.
   *
   * @param name cut to 15 characters, filled up with blanks
   * @param diagnosis classes of the second group, where TVCAS3 cards put four counters
   */
  public static byte[] subscription(
      String name, CardDate from, CardDate to, int classes, int diagnosis) {
    byte[] inner =
        new NanoWriter()
            .raw((byte) (PROVIDER >> 8), (byte) PROVIDER)
            .put(CardNano.NAME, filled(name))
            .number(CardNano.DATE, from.value(), 2)
            .number(CardNano.DATE, to.value(), 2)
            .number(CardNano.CLASSES, classes, 4)
            .number(CardNano.DATE, from.value(), 2)
            .number(CardNano.DATE, to.value(), 2)
            .number(CardNano.CLASSES, diagnosis, 4)
            .finish();
    return new NanoWriter().put(CardNano.SUBSCRIPTION, inner).finish();
  }

  private static byte[] filled(String name) {
    byte[] filled = new byte[NAME];
    Arrays.fill(filled, (byte) ' ');
    byte[] characters = name.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(characters, 0, filled, 0, Math.min(NAME, characters.length));
    return filled;
  }

  /**
   * An opened ECM, 34 bytes: {@code 25 0D 00 00 01 00 00 odd, 25 0D 00 00 00 00 00 even, 31 02 40
   * 00}. The words are read at an offset each and not kept.
   */
  public static byte[] opened(byte[] words, int oddAt, int evenAt) {
    byte[] answer = new byte[2 * (7 + EcmAnswer.WORD) + 4];
    putWord(answer, 0, 1, words, oddAt);
    putWord(answer, 7 + EcmAnswer.WORD, 0, words, evenAt);
    putAccess(answer, OPENED);
    return answer;
  }

  private static void putWord(byte[] answer, int at, int parity, byte[] words, int wordAt) {
    answer[at] = CardNano.CONTROL_WORD;
    answer[at + 1] = (byte) (5 + EcmAnswer.WORD);
    answer[at + 4] = (byte) parity;
    System.arraycopy(words, wordAt, answer, at + 7, EcmAnswer.WORD);
  }

  private static void putAccess(byte[] answer, int access) {
    int at = answer.length - 4;
    answer[at] = CardNano.ACCESS;
    answer[at + 1] = 2;
    answer[at + 2] = (byte) (access >> 8);
    answer[at + 3] = (byte) access;
  }

  /** A refused ECM, 4 bytes: {@code 31 02 00 00}. */
  public static byte[] refused() {
    byte[] answer = new byte[4];
    putAccess(answer, REFUSED);
    return answer;
  }
}
