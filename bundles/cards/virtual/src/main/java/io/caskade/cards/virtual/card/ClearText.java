package io.caskade.cards.virtual.card;

/** The 48 decrypted bytes of an ECM or EMM: sums and numbers in them. */
final class ClearText {
  static final int LENGTH = 48;

  private static final int LAST = LENGTH - 1;
  private static final int FIRST_SUM = 23;

  private ClearText() {}

  /** Sum of all but the last byte, modulo 256. */
  static int sum(byte[] clear) {
    return sum(clear, LAST);
  }

  /** The last byte. */
  static int sent(byte[] clear) {
    return clear[LAST] & 0xFF;
  }

  static boolean sumIsRight(byte[] clear) {
    return sum(clear) == sent(clear);
  }

  /** Both sums of an EMM (tvcas3, 3.2). */
  static boolean sumsOfEmmAreRight(byte[] clear) {
    return sumIsRight(clear) && sum(clear, FIRST_SUM) == (clear[FIRST_SUM] & 0xFF);
  }

  private static int sum(byte[] clear, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += clear[i];
    }
    return sum & 0xFF;
  }
}
