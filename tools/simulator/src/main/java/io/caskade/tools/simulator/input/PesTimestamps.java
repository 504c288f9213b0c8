package io.caskade.tools.simulator.input;

import io.caskade.lib.ts.TsPacket;
import java.util.Set;

/** Moves PTS and DTS of a clear PES header (ISO/IEC 13818-1, clause 2.4.3.7). */
final class PesTimestamps {
  private static final long MODULUS = 1L << 33;
  private static final int FIXED = 9;
  private static final int STAMP = 5;

  /** Stream ids whose packets have no optional header. */
  private static final Set<Integer> BARE = Set.of(0xBC, 0xBE, 0xBF, 0xF0, 0xF1, 0xF2, 0xF8, 0xFF);

  private PesTimestamps() {}

  /** Adds {@code ticks} of 90 kHz to what time stamps the packet has. */
  static void shift(TsPacket packet, long ticks) {
    if (!packet.unitStart()
        || packet.scramblingControl() != 0
        || packet.payloadLength() < FIXED + 2 * STAMP) {
      return;
    }
    byte[] bytes = packet.buffer();
    int at = packet.payloadOffset();
    if (!beginsPes(bytes, at)) {
      return;
    }
    int flags = (bytes[at + 7] & 0xC0) >> 6;
    if (flags >= 2) {
      shiftStamp(bytes, at + FIXED, ticks);
    }
    if (flags == 3) {
      shiftStamp(bytes, at + FIXED + STAMP, ticks);
    }
  }

  private static boolean beginsPes(byte[] bytes, int at) {
    return bytes[at] == 0
        && bytes[at + 1] == 0
        && bytes[at + 2] == 1
        && !BARE.contains(bytes[at + 3] & 0xFF)
        && (bytes[at + 6] & 0xC0) == 0x80;
  }

  private static void shiftStamp(byte[] b, int at, long ticks) {
    long old =
        (long) (b[at] & 0x0E) << 29
            | (long) (b[at + 1] & 0xFF) << 22
            | (long) (b[at + 2] & 0xFE) << 14
            | (long) (b[at + 3] & 0xFF) << 7
            | (b[at + 4] & 0xFF) >> 1;
    long moved = Math.floorMod(old + ticks, MODULUS);
    b[at] = (byte) ((b[at] & 0xF0) | ((moved >> 29) & 0x0E) | 1);
    b[at + 1] = (byte) (moved >> 22);
    b[at + 2] = (byte) (((moved >> 14) & 0xFE) | 1);
    b[at + 3] = (byte) (moved >> 7);
    b[at + 4] = (byte) ((moved << 1) | 1);
  }
}
