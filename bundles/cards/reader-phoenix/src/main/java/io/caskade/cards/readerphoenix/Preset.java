package io.caskade.cards.readerphoenix;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Settings of known hardware. No preset names a detection line: it differs between models of one
 * name, and a wrong one would hide every card.
 */
enum Preset {
  PHOENIX_3_57("phoenix-3.57", Crystal.MHZ_3_57, Parity.AUTO, ResetBy.RTS, false),
  PHOENIX_6_00("phoenix-6.00", Crystal.MHZ_6, Parity.AUTO, ResetBy.RTS, false),
  SMARTMOUSE_3_57("smartmouse-3.57", Crystal.MHZ_3_57, Parity.AUTO, ResetBy.RTS, true),
  SMARTMOUSE_6_00("smartmouse-6.00", Crystal.MHZ_6, Parity.AUTO, ResetBy.RTS, true),
  /** Switched to Phoenix, as it is delivered. */
  EASYMOUSE_3_57("easymouse-3.57", Crystal.MHZ_3_57, Parity.AUTO, ResetBy.RTS, false),
  EASYMOUSE_6_00("easymouse-6.00", Crystal.MHZ_6, Parity.AUTO, ResetBy.RTS, false),
  /** The kernel has neither parity nor lines for a pseudo-terminal. */
  PTY("pty", Crystal.MHZ_3_57, Parity.NONE, ResetBy.FLUSH, false),
  CUSTOM("custom", Crystal.MHZ_3_57, Parity.EVEN, ResetBy.RTS, false);

  private static final Duration PULSE = Duration.ofMillis(50);
  private static final int STOP_BITS = 2;

  private final String text;
  private final Crystal crystal;
  private final Parity parity;
  private final ResetBy resetBy;
  private final boolean resetInverted;

  /** What clocks the card; 372 of its cycles are one bit. */
  private enum Crystal {
    MHZ_3_57(9_600),
    MHZ_6(16_129);

    private final int baud;

    Crystal(int baud) {
      this.baud = baud;
    }
  }

  Preset(String text, Crystal crystal, Parity parity, ResetBy resetBy, boolean resetInverted) {
    this.text = text;
    this.crystal = crystal;
    this.parity = parity;
    this.resetBy = resetBy;
    this.resetInverted = resetInverted;
  }

  static Optional<Preset> named(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(preset -> preset.text.equals(wanted)).findFirst();
  }

  /** All of it, at a port. */
  PhoenixSettings at(String port) {
    return new PhoenixSettings(
        port,
        crystal.baud,
        parity,
        STOP_BITS,
        resetBy,
        resetInverted,
        PULSE,
        DetectBy.NONE,
        false,
        true);
  }
}
