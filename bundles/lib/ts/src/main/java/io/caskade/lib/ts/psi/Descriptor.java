package io.caskade.lib.ts.psi;

import io.caskade.lib.ts.TsFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** An immutable descriptor of any kind: tag, length, data (ISO/IEC 13818-1, clause 2.6). */
public final class Descriptor {
  /** Most data bytes that the length field can say. */
  public static final int MAX_LENGTH = 0xFF;

  private final int tag;
  private final byte[] data;

  /**
   * @param tag 0..255
   * @param data 0..255 bytes, copied
   */
  public Descriptor(int tag, byte[] data) {
    if (tag < 0 || tag > 0xFF) {
      throw new IllegalArgumentException("Descriptor tag " + tag + " is not within 0..255");
    }
    if (data.length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          String.format(
              "A descriptor 0x%02X would have %d bytes, the limit is %d",
              tag, data.length, MAX_LENGTH));
    }
    this.tag = tag;
    this.data = data.clone();
  }

  static List<Descriptor> readAll(ByteCursor cursor) throws TsFormatException {
    List<Descriptor> descriptors = new ArrayList<>();
    while (cursor.hasMore()) {
      int tag = cursor.u8();
      descriptors.add(new Descriptor(tag, cursor.part(cursor.u8()).rest()));
    }
    return descriptors;
  }

  /** Bytes that these descriptors take in a loop. */
  static int sizeOf(List<Descriptor> descriptors) {
    return descriptors.stream().mapToInt(descriptor -> 2 + descriptor.length()).sum();
  }

  public int tag() {
    return tag;
  }

  /** Number of data bytes. */
  public int length() {
    return data.length;
  }

  public byte[] data() {
    return data.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Descriptor that && tag == that.tag && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * tag + Arrays.hashCode(data);
  }

  @Override
  public String toString() {
    return String.format(
        "Descriptor[0x%02X %s]", tag, HexFormat.of().withUpperCase().formatHex(data));
  }
}
