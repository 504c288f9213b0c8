package io.caskade.keys.crypto;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.RecoveryShare;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * A share as people print and type it: {@code CSK1-} and 64 letters of Crockford's base 32 in
 * groups of four (I and L are read as 1, O as 0; case and hyphens do not matter).
 *
 * <pre>
 * 0      x, the number of the share
 * 1      threshold
 * 2..3   number of the cut, so that shares of different cuts are told apart
 * 4..35  y
 * 36..39 first bytes of SHA-256 over what is before
 * </pre>
 *
 * @param cut 0 to 65535
 */
record ShareText(int threshold, int cut, Shamir.Point point) {
  private static final String PREFIX = "CSK1";
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int SECRET = VaultContents.ROOT_LENGTH;
  private static final int BODY = 4 + SECRET;
  private static final int CHECK = 4;
  private static final int TEXT = (BODY + CHECK) * 8 / 5;

  RecoveryShare print() {
    byte[] bytes =
        ByteBuffer.allocate(BODY + CHECK)
            .put((byte) point.x())
            .put((byte) threshold)
            .putShort((short) cut)
            .put(point.y())
            .array();
    System.arraycopy(check(bytes), 0, bytes, BODY, CHECK);
    var text = new StringBuilder(PREFIX);
    for (int letter = 0; letter < TEXT; letter++) {
      if (letter % 4 == 0) {
        text.append('-');
      }
      text.append(LETTERS.charAt(five(bytes, letter * 5)));
    }
    Arrays.fill(bytes, (byte) 0);
    return new RecoveryShare(text.toString());
  }

  /**
   * @param place of the share in a list, from 1, for the message
   * @throws CaskadeException FIELD_INVALID
   */
  static ShareText read(RecoveryShare share, int place) {
    String text =
        share
            .reveal()
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s-]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + TEXT) {
      throw mistyped(place, "it has " + text.length() + " letters, " + (TEXT + 4) + " are right");
    }
    byte[] bytes = new byte[BODY + CHECK];
    for (int letter = 0; letter < TEXT; letter++) {
      int value = LETTERS.indexOf(text.charAt(PREFIX.length() + letter));
      if (value < 0) {
        throw mistyped(place, "letter " + (PREFIX.length() + letter + 1) + " is never used");
      }
      putFive(bytes, letter * 5, value);
    }
    if (!Arrays.equals(check(bytes), Arrays.copyOfRange(bytes, BODY, BODY + CHECK))) {
      throw mistyped(place, "its check letters do not fit");
    }
    ByteBuffer fields = ByteBuffer.wrap(bytes);
    int x = fields.get() & 0xFF;
    int threshold = fields.get() & 0xFF;
    int cut = fields.getShort() & 0xFFFF;
    if (x == 0) {
      throw mistyped(place, "it has no number");
    }
    return new ShareText(threshold, cut, new Shamir.Point(x, Arrays.copyOfRange(bytes, 4, BODY)));
  }

  private static CaskadeException mistyped(int place, String why) {
    return new CaskadeException(ErrorCode.FIELD_INVALID, "share " + place, why);
  }

  private static byte[] check(byte[] bytes) {
    var digest = new SHA256Digest();
    digest.update(bytes, 0, BODY);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    return Arrays.copyOf(hash, CHECK);
  }

  private static int five(byte[] bytes, int bit) {
    int value = 0;
    for (int i = bit; i < bit + 5; i++) {
      value = value << 1 | bytes[i / 8] >>> (7 - i % 8) & 1;
    }
    return value;
  }

  private static void putFive(byte[] bytes, int bit, int value) {
    for (int i = 0; i < 5; i++) {
      int at = bit + i;
      bytes[at / 8] |= (byte) ((value >>> (4 - i) & 1) << (7 - at % 8));
    }
  }
}
