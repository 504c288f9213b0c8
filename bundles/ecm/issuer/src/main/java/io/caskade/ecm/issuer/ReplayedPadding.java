package io.caskade.ecm.issuer;

import io.caskade.api.base.Octets;
import java.util.random.RandomGenerator;

/** Delivers the padding of a known answer, byte after byte, and fails when it is used up. */
final class ReplayedPadding implements RandomGenerator {
  private final Octets octets;
  private int next;

  ReplayedPadding(Octets octets) {
    this.octets = octets;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) nextByte();
    }
  }

  /** The next eight bytes, lowest first, as the default {@code nextBytes} lays them out. */
  @Override
  public long nextLong() {
    long bits = 0;
    for (int shift = 0; shift < 64; shift += 8) {
      bits |= (long) nextByte() << shift;
    }
    return bits;
  }

  private int nextByte() {
    if (next == octets.length()) {
      throw new IllegalStateException(
          "more padding was asked for than the " + octets.length() + " bytes of the vector");
    }
    return octets.at(next++);
  }
}
