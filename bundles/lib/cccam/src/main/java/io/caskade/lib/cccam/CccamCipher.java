package io.caskade.lib.cccam;

/**
 * The byte stream cipher of one direction: a permutation as in RC4, with a feedback of what went
 * through. A decryptor whose feedback is wrong is right again after one byte; only the number of
 * steps counts. Not for more than one thread.
 *
 * <p>Source: cw-protocols.md, 1.1.
 */
public final class CccamCipher {
  private static final int SIZE = 256;

  private final byte[] table;
  private int feedback;
  private int counter;
  private int sum;

  private CccamCipher(byte[] table, int feedback, int counter, int sum) {
    this.table = table;
    this.feedback = feedback;
    this.counter = counter;
    this.sum = sum;
  }

  /**
   * @param key at least one byte; the caller wipes it
   */
  static CccamCipher keyed(byte[] key) {
    byte[] table = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      table[i] = (byte) i;
    }
    int j = 0;
    for (int i = 0; i < SIZE; i++) {
      j = (j + key[i % key.length] + table[i]) & 0xFF;
      swap(table, i, j);
    }
    return new CccamCipher(table, key[0] & 0xFF, 0, 0);
  }

  /** The same state, which then goes its own way: to try one password after the other. */
  CccamCipher copy() {
    return new CccamCipher(table.clone(), feedback, counter, sum);
  }

  /** Encrypts {@code length} bytes in place. */
  public void encrypt(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      int plain = bytes[i];
      bytes[i] = (byte) (plain ^ next() ^ feedback);
      feedback ^= plain & 0xFF;
    }
  }

  /** Decrypts {@code length} bytes in place. */
  public void decrypt(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      int plain = bytes[i] ^ next() ^ feedback;
      bytes[i] = (byte) plain;
      feedback ^= plain & 0xFF;
    }
  }

  /** Goes on as if these bytes had been encrypted. */
  public void pass(byte[] plain) {
    for (byte each : plain) {
      next();
      feedback ^= each & 0xFF;
    }
  }

  private int next() {
    counter = (counter + 1) & 0xFF;
    sum = (sum + table[counter]) & 0xFF;
    swap(table, counter, sum);
    return table[(table[counter] + table[sum]) & 0xFF] & 0xFF;
  }

  private static void swap(byte[] table, int i, int j) {
    byte kept = table[i];
    table[i] = table[j];
    table[j] = kept;
  }
}
