package io.caskade.lib.ts.scrambling;

/**
 * The reduction of CSA2 control words to 48 free bits (ETSI ETR 289): byte 3 is the sum of bytes
 * 0..2 and byte 7 that of bytes 4..6. Receivers refuse others.
 */
public final class ControlWordEntropy {
  /** Length of the control words of which this speaks, in bytes. */
  public static final int CONTROL_WORD_SIZE = 8;

  private ControlWordEntropy() {}

  /**
   * Writes both sums into a control word of 8 bytes.
   *
   * @throws IllegalArgumentException when it has another length
   */
  public static void reduce(byte[] controlWord) {
    requireSize(controlWord);
    controlWord[3] = sum(controlWord, 0);
    controlWord[7] = sum(controlWord, 4);
  }

  /**
   * Whether both sums are right.
   *
   * @throws IllegalArgumentException when the length is not 8 bytes
   */
  public static boolean isReduced(byte[] controlWord) {
    requireSize(controlWord);
    return controlWord[3] == sum(controlWord, 0) && controlWord[7] == sum(controlWord, 4);
  }

  private static byte sum(byte[] bytes, int from) {
    return (byte) (bytes[from] + bytes[from + 1] + bytes[from + 2]);
  }

  private static void requireSize(byte[] controlWord) {
    if (controlWord.length != CONTROL_WORD_SIZE) {
      throw new IllegalArgumentException(
          "A CSA2 control word has 8 bytes, not " + controlWord.length);
    }
  }
}
