package io.caskade.receivers.server.words;

import io.caskade.api.ecm.ControlWord;
import java.util.Arrays;

/**
 * The sums in a control word of DVB-CSA: the fourth byte is that of the three before it, the eighth
 * likewise. Receivers alter a word without them before they use it (cw-protocols chapter 7).
 */
final class WordChecksum {
  private static final int CSA_LENGTH = 8;
  private static final int HALF = 4;

  private WordChecksum() {}

  /** True when a receiver leaves the word as it is; a word of another length has no sums. */
  static boolean isSafe(ControlWord word) {
    if (word.length() != CSA_LENGTH) {
      return true;
    }
    byte[] bytes = new byte[CSA_LENGTH];
    word.copyTo(bytes, 0);
    boolean safe = sumIsRight(bytes, 0) && sumIsRight(bytes, HALF);
    Arrays.fill(bytes, (byte) 0);
    return safe;
  }

  private static boolean sumIsRight(byte[] word, int from) {
    return (byte) (word[from] + word[from + 1] + word[from + 2]) == word[from + 3];
  }
}
