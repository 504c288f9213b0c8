package io.caskade.api.ecm;

import io.caskade.api.base.Octets;
import java.util.random.RandomGenerator;

/** Delivers given padding over and over, as the vector of a profile asks for. */
public final class ReplayedPadding implements RandomGenerator {
  private final Octets octets;
  private int next;

  public ReplayedPadding(Octets octets) {
    this.octets = octets;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = nextByte();
    }
  }

  @Override
  public long nextLong() {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (nextByte() & 0xFFL) << shift;
    }
    return bits;
  }

  private byte nextByte() {
    byte octet = (byte) octets.at(next);
    next = (next + 1) % octets.length();
    return octet;
  }
}
