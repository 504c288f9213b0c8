package io.caskade.lib.newcamd;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The proof of a password: its crypt(3) text of kind {@code $1$} with the salt that all newcamd
 * programs use (cw-protocols, section 2.1). A thousand rounds of MD5: keep the result.
 */
public final class Md5Crypt {
  private static final byte[] MAGIC = ascii("$1$");
  private static final byte[] SALT = ascii("abcdefgh");
  private static final byte[] DIGITS =
      ascii("./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  private static final int ROUNDS = 1000;
  private static final int HASH = 16;

  /** Bytes of the hash in the order in which crypt(3) writes them, three to a group. */
  private static final int[][] GROUPS = {
    {0, 6, 12}, {1, 7, 13}, {2, 8, 14}, {3, 9, 15}, {4, 10, 5}
  };

  private static final int LAST = 11;

  private Md5Crypt() {}

  /**
   * The text as it stands in a log-in, without the zero at its end.
   *
   * @param password in clear; not changed
   * @return 34 ASCII characters, as secret as the password; the caller wipes them
   */
  public static byte[] text(byte[] password) {
    MessageDigest md5 = md5();
    byte[] hash = first(md5, password);
    for (int round = 0; round < ROUNDS; round++) {
      boolean odd = (round & 1) == 1;
      md5.update(odd ? password : hash);
      if (round % 3 != 0) {
        md5.update(SALT);
      }
      if (round % 7 != 0) {
        md5.update(password);
      }
      md5.update(odd ? hash : password);
      hash = md5.digest();
    }
    byte[] text = written(hash);
    Arrays.fill(hash, (byte) 0);
    return text;
  }

  private static byte[] first(MessageDigest md5, byte[] password) {
    md5.update(password);
    md5.update(SALT);
    md5.update(password);
    byte[] inner = md5.digest();
    md5.update(password);
    md5.update(MAGIC);
    md5.update(SALT);
    for (int left = password.length; left > 0; left -= HASH) {
      md5.update(inner, 0, Math.min(HASH, left));
    }
    for (int bits = password.length; bits != 0; bits >>= 1) {
      md5.update((bits & 1) == 1 ? 0 : password[0]);
    }
    return md5.digest();
  }

  private static byte[] written(byte[] hash) {
    byte[] text = new byte[MAGIC.length + SALT.length + 1 + 22];
    System.arraycopy(MAGIC, 0, text, 0, MAGIC.length);
    System.arraycopy(SALT, 0, text, MAGIC.length, SALT.length);
    int at = MAGIC.length + SALT.length;
    text[at++] = '$';
    for (int[] group : GROUPS) {
      int bits =
          (hash[group[0]] & 0xFF) << 16 | (hash[group[1]] & 0xFF) << 8 | hash[group[2]] & 0xFF;
      at = digits(text, at, bits, 4);
    }
    digits(text, at, hash[LAST] & 0xFF, 2);
    return text;
  }

  private static int digits(byte[] text, int at, int bits, int count) {
    for (int i = 0; i < count; i++) {
      text[at + i] = DIGITS[bits >> 6 * i & 0x3F];
    }
    return at + count;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
