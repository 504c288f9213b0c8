package io.caskade.lib.camd35;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/** What stands for an account in front of each frame: CRC-32 of the MD5 of its name. */
public final class Token {
  /** Bytes of a token on the wire. */
  public static final int LENGTH = 4;

  private Token() {}

  public static int of(String name) {
    CRC32 crc = new CRC32();
    crc.update(md5(name.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }

  /** The token in front of a frame; at least four bytes from {@code offset}. */
  public static int read(byte[] bytes, int offset) {
    return (bytes[offset] & 0xFF) << 24
        | (bytes[offset + 1] & 0xFF) << 16
        | (bytes[offset + 2] & 0xFF) << 8
        | bytes[offset + 3] & 0xFF;
  }

  static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
