package io.caskade.lib.ts.psi;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Collects the body of a section. */
final class ByteSink {
  private static final int MAX_LOOP = 0x0FFF;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ByteSink u8(int value) {
    out.write(value);
    return this;
  }

  ByteSink u16(int value) {
    return u8(value >> 8).u8(value);
  }

  /** A PID below three reserved bits, which are 1. */
  ByteSink pid(int pid) {
    return u16(0xE000 | pid);
  }

  ByteSink bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Descriptors after their length of twelve bits; {@code flags} are the four bits above it. */
  ByteSink loop(int flags, List<Descriptor> descriptors) {
    int size = Descriptor.sizeOf(descriptors);
    if (size > MAX_LOOP) {
      throw new IllegalArgumentException(
          "A descriptor loop would take " + size + " bytes, the limit is " + MAX_LOOP);
    }
    return u16(flags << 12 | size).descriptors(descriptors);
  }

  ByteSink descriptors(List<Descriptor> descriptors) {
    for (Descriptor descriptor : descriptors) {
      u8(descriptor.tag()).u8(descriptor.length()).bytes(descriptor.data());
    }
    return this;
  }

  int size() {
    return out.size();
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
