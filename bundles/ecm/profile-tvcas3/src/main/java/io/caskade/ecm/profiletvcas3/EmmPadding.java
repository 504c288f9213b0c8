package io.caskade.ecm.profiletvcas3;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Padding of EMMs (tvcas3 chapter 3.2): the first 23 bytes of MD5(A) followed by MD5(B), where A is
 * the decimal text of start and of the first sum, B that of finish and of the first sum. MD5 serves
 * here as the format's filler, not as a protection.
 */
final class EmmPadding {
  private static final int DIGEST_LENGTH = 16;

  /** Room for two numbers: ten digits of a Unix time, three of a sum. */
  private static final int DIGITS = 13;

  private final MessageDigest md5;
  private final byte[] text = new byte[DIGITS];
  private final byte[] digest = new byte[DIGEST_LENGTH];

  EmmPadding() {
    try {
      md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no MD5", e);
    }
  }

  /**
   * Writes 23 bytes.
   *
   * @param start Unix time, 0 to 2^32-1
   * @param finish Unix time, 0 to 2^32-1
   * @param firstSum 0 to 255
   */
  void write(byte[] target, int offset, long start, long finish, int firstSum) {
    digest(start, firstSum);
    System.arraycopy(digest, 0, target, offset, DIGEST_LENGTH);
    digest(finish, firstSum);
    System.arraycopy(
        digest, 0, target, offset + DIGEST_LENGTH, ClearMessage.PADDING_LENGTH - DIGEST_LENGTH);
  }

  private void digest(long time, int firstSum) {
    int begin = prependDecimal(prependDecimal(DIGITS, firstSum), time);
    md5.update(text, begin, DIGITS - begin);
    try {
      md5.digest(digest, 0, DIGEST_LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("MD5 gave more than 16 bytes", e);
    }
  }

  /** Writes the digits so that they end before {@code end}; gives where they begin. */
  private int prependDecimal(int end, long number) {
    int begin = end;
    long rest = number;
    do {
      begin--;
      text[begin] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return begin;
  }
}
