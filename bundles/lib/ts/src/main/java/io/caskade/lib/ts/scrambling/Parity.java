package io.caskade.lib.ts.scrambling;

import java.util.Optional;

/**
 * Which of the two control words in use a packet is scrambled with, as transport_scrambling_control
 * tells it (ETSI TS 100 289, clause 5.1).
 */
public enum Parity {
  EVEN(2),
  ODD(3);

  private final int scramblingControl;

  Parity(int scramblingControl) {
    this.scramblingControl = scramblingControl;
  }

  /** The value of transport_scrambling_control. */
  public int scramblingControl() {
    return scramblingControl;
  }

  public Parity other() {
    return this == EVEN ? ODD : EVEN;
  }

  /** Empty for a clear packet (0) and for the reserved value 1. */
  public static Optional<Parity> of(int scramblingControl) {
    return switch (scramblingControl) {
      case 2 -> Optional.of(EVEN);
      case 3 -> Optional.of(ODD);
      default -> Optional.empty();
    };
  }
}
