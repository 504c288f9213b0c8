package io.caskade.tools.simulator.input;

import io.caskade.lib.ts.TsPacket;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets continuity counters go on over the end of a loop: within a loop they keep their own course,
 * errors included; only the seam is closed.
 */
final class ContinuityRebase {
  private static final int MODULUS = 16;

  private final Map<Integer, Integer> lastOut = new HashMap<>();
  private final Map<Integer, Integer> shift = new HashMap<>();

  /** The next packet belongs to a new loop. */
  void seam() {
    shift.clear();
  }

  void apply(TsPacket packet) {
    if (packet.pid() == TsPacket.NULL_PID) {
      return;
    }
    int in = packet.continuityCounter();
    int out = Math.floorMod(in + shift.computeIfAbsent(packet.pid(), p -> first(packet)), MODULUS);
    packet.setContinuityCounter(out);
    lastOut.put(packet.pid(), out);
  }

  private int first(TsPacket packet) {
    Integer last = lastOut.get(packet.pid());
    if (last == null) {
      return 0;
    }
    // Packets without payload repeat the counter of the packet before.
    return last + (packet.hasPayload() ? 1 : 0) - packet.continuityCounter();
  }
}
