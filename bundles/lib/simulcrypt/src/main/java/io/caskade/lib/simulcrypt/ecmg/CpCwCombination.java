package io.caskade.lib.simulcrypt.ecmg;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * CP_CW_combination: a control word and the crypto-period it scrambles. Never prints the word;
 * {@link #wipe} overwrites it. The parity of the number, not the place in the message, tells the
 * key slot.
 */
public final class CpCwCombination {
  private final int cpNumber;
  private final byte[] word;

  /**
   * Makes one from values.
   *
   * @param cpNumber 0..65535
   * @param word 1 or more bytes (8 for CSA, 16 for CISSA and AES), copied
   */
  public CpCwCombination(int cpNumber, byte[] word) {
    if (cpNumber >>> 16 != 0 || word.length == 0) {
      throw new IllegalArgumentException(
          "a control word of " + word.length + " bytes for crypto-period " + cpNumber);
    }
    this.cpNumber = cpNumber;
    this.word = word.clone();
  }

  public int cpNumber() {
    return cpNumber;
  }

  /** Bytes of the word. */
  public int wordLength() {
    return word.length;
  }

  /** Copies the word to {@code target} at {@code offset}; the caller wipes the copy. */
  public void copyWord(byte[] target, int offset) {
    System.arraycopy(word, 0, target, offset, word.length);
  }

  /** Overwrites the word with zeros. */
  public void wipe() {
    Arrays.fill(word, (byte) 0);
  }

  byte[] word() {
    return word;
  }

  /** Takes constant time for words of one length. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CpCwCombination that
        && cpNumber == that.cpNumber
        && MessageDigest.isEqual(word, that.word);
  }

  /** Says nothing of the word. */
  @Override
  public int hashCode() {
    return cpNumber;
  }

  @Override
  public String toString() {
    return "CP_CW_combination[" + cpNumber + ", " + word.length + " bytes]";
  }
}
