package io.caskade.ecm.ecmg.session;

import java.security.SecureRandom;

/**
 * Keyed hash of a control word (SipHash-2-4 under a key that lives as long as the loop), so that
 * repeated words can be noticed without keeping words.
 */
final class WordFingerprint {
  private final long key0;
  private final long key1;

  private long v0;
  private long v1;
  private long v2;
  private long v3;

  WordFingerprint(SecureRandom random) {
    this(random.nextLong(), random.nextLong());
  }

  WordFingerprint(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  long of(byte[] word, int length) {
    v0 = key0 ^ 0x736F6D6570736575L;
    v1 = key1 ^ 0x646F72616E646F6DL;
    v2 = key0 ^ 0x6C7967656E657261L;
    v3 = key1 ^ 0x7465646279746573L;
    int whole = length & -Long.BYTES;
    for (int at = 0; at < whole; at += Long.BYTES) {
      absorb(littleEndian(word, at, Long.BYTES));
    }
    absorb(littleEndian(word, whole, length - whole) | (long) length << 56);
    v2 ^= 0xFF;
    for (int i = 0; i < 4; i++) {
      round();
    }
    long hash = v0 ^ v1 ^ v2 ^ v3;
    v0 = 0;
    v1 = 0;
    v2 = 0;
    v3 = 0;
    return hash;
  }

  private void absorb(long block) {
    v3 ^= block;
    round();
    round();
    v0 ^= block;
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }

  private static long littleEndian(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (bytes[at + i] & 0xFFL) << (8 * i);
    }
    return value;
  }
}
