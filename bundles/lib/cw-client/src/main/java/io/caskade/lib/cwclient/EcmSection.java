package io.caskade.lib.cwclient;

import java.util.Optional;

/** One ECM section. Source: ISO/IEC 13818-1, private section. */
public final class EcmSection {
  private static final int HEADER = 3;
  private static final int EVEN = 0x80;
  private static final int ODD = 0x81;

  private final byte[] bytes;

  private EcmSection(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Empty when table id or length are not an ECM's. */
  public static Optional<EcmSection> of(byte[] bytes) {
    if (bytes.length < HEADER) {
      return Optional.empty();
    }
    int table = bytes[0] & 0xFF;
    int length = HEADER + (((bytes[1] & 0x0F) << 8) | (bytes[2] & 0xFF));
    return (table == EVEN || table == ODD) && length == bytes.length
        ? Optional.of(new EcmSection(bytes.clone()))
        : Optional.empty();
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}
