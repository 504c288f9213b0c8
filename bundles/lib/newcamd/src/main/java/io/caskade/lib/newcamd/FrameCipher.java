package io.caskade.lib.newcamd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * DES-EDE2 in CBC mode, the IV behind each frame (cw-protocols, section 2.1). The keys are expanded
 * once for a connection.
 */
public final class FrameCipher {
  static final int KEY = 16;
  static final int BLOCK = 8;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final TripleDes des;

  /**
   * @param key K1 and K2, with parity; copied
   */
  FrameCipher(byte[] key) {
    des = new TripleDes(key);
  }

  /**
   * Encrypts in place.
   *
   * @param length whole blocks
   * @param iv where the IV stands in {@code bytes}
   */
  void seal(byte[] bytes, int offset, int length, int iv) {
    long before = (long) LONGS.get(bytes, iv);
    for (int at = offset; at < offset + length; at += BLOCK) {
      before = des.encrypt((long) LONGS.get(bytes, at) ^ before);
      LONGS.set(bytes, at, before);
    }
  }

  /**
   * Decrypts into another array.
   *
   * @param length whole blocks; the IV follows them
   */
  void open(byte[] bytes, int offset, int length, byte[] plain) {
    long before = (long) LONGS.get(bytes, offset + length);
    for (int at = 0; at < length; at += BLOCK) {
      long coded = (long) LONGS.get(bytes, offset + at);
      LONGS.set(plain, at, des.decrypt(coded) ^ before);
      before = coded;
    }
  }

  /** Overwrites the keys. */
  public void destroy() {
    des.destroy();
  }

  @Override
  public String toString() {
    return "FrameCipher";
  }
}
