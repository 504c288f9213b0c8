package io.caskade.store.jpa.rows;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Unsigned numbers of 64 bits, seven bits a byte, lowest first; small ones are short. */
public final class Varint {
  private Varint() {}

  public static void write(DataOutput out, long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /**
   * @throws MalformedRowException when it does not end within ten bytes
   */
  public static long read(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = in.readUnsignedByte();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedRowException("a number does not end");
  }
}
