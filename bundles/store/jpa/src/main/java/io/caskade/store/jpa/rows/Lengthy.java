package io.caskade.store.jpa.rows;

import java.io.DataInput;
import java.io.IOException;
import java.util.Arrays;

/** Reads values that may be long without believing their announced length. */
final class Lengthy {
  private static final int STEP = 1 << 16;

  private Lengthy() {}

  /** Memory grows with what is really there. */
  static byte[] read(DataInput in, int length) throws IOException {
    byte[] bytes = new byte[Math.min(length, STEP)];
    in.readFully(bytes);
    while (bytes.length < length) {
      int had = bytes.length;
      bytes = Arrays.copyOf(bytes, (int) Math.min(length, had * 2L));
      in.readFully(bytes, had, bytes.length - had);
    }
    return bytes;
  }
}
