package io.caskade.tools.simulator.input;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.TsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a first pass over a file tells: enough to play it in a loop at its own speed.
 *
 * @param packets in one loop
 * @param pcrPid the first PID with a clock reference; the whole stream is paced by it
 * @param ticksPerPacket mean distance of two packets in ticks of 27 MHz
 * @param pids every PID of the file
 */
record StreamShape(long packets, int pcrPid, double ticksPerPacket, Set<Integer> pids) {
  /** References further apart (or backwards) are a jump of the clock, not a duration. */
  static final long LONGEST_STEP = 27_000_000L;

  private static final int TICKS_PER_PTS = 300;

  StreamShape {
    pids = Set.copyOf(pids);
  }

  /** Length of a loop in ticks of 27 MHz, whole units of 90 kHz so that time stamps follow. */
  long loopTicks() {
    return Math.round(packets * ticksPerPacket / TICKS_PER_PTS) * TICKS_PER_PTS;
  }

  /**
   * Reads the whole file.
   *
   * @throws TsFormatException when it is no transport stream, or has no clock reference
   */
  static StreamShape of(Path file) throws IOException {
    Set<Integer> pids = new TreeSet<>();
    int pcrPid = -1;
    long packets = 0;
    long lastAt = 0;
    long lastPcr = -1;
    long ticks = 0;
    long paced = 0;
    try (TsReader reader = TsReader.open(file)) {
      TsPacket packet = TsPacket.nullPacket();
      while (reader.read(packet.buffer(), 0)) {
        pids.add(packet.pid());
        OptionalLong pcr = packet.pcr();
        if (pcr.isPresent() && (pcrPid < 0 || pcrPid == packet.pid())) {
          pcrPid = packet.pid();
          long step = lastPcr < 0 ? 0 : forward(lastPcr, pcr.getAsLong());
          if (step > 0 && step <= LONGEST_STEP) {
            ticks += step;
            paced += packets - lastAt;
          }
          lastPcr = pcr.getAsLong();
          lastAt = packets;
        }
        packets++;
      }
    }
    if (paced == 0) {
      throw new TsFormatException(
          file + " has no two clock references (PCR): its speed is not known", 0);
    }
    return new StreamShape(packets, pcrPid, (double) ticks / paced, pids);
  }

  /** From one clock reference to a later one, over the wrap. */
  static long forward(long from, long to) {
    return Math.floorMod(to - from, TsPacket.PCR_MODULUS);
  }
}
