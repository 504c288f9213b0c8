package io.caskade.lib.ts.psi;

import java.util.Optional;

/** What the scrambling_descriptor, tag 0x65, says (ETSI EN 300 468, clause 6.2.32). */
public enum ScramblingMode {
  DVB_CSA1(0x01),
  DVB_CSA2(0x02),
  DVB_CISSA1(0x10);

  public static final int TAG = 0x65;

  private final int code;

  ScramblingMode(int code) {
    this.code = code;
  }

  /** The value of scrambling_mode. */
  public int code() {
    return code;
  }

  /** Reads a descriptor; empty when it has another tag or length or an unknown mode. */
  public static Optional<ScramblingMode> from(Descriptor descriptor) {
    if (descriptor.tag() != TAG || descriptor.length() != 1) {
      return Optional.empty();
    }
    int found = descriptor.data()[0] & 0xFF;
    for (ScramblingMode mode : values()) {
      if (mode.code == found) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }

  public Descriptor toDescriptor() {
    return new Descriptor(TAG, new byte[] {(byte) code});
  }
}
