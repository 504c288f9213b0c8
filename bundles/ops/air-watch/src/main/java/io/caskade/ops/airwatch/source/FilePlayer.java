package io.caskade.ops.airwatch.source;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.TsReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * A file at its own speed: its packets lie evenly between the program clock references (PCR) of the
 * first PID that has any. Not synchronised.
 */
public final class FilePlayer implements AutoCloseable {
  private static final double NANOS_PER_TICK = 1000 / 27.0;

  /** References further apart, or backwards, are a jump of the clock and no duration. */
  private static final long LONGEST_STEP = 27_000_000L;

  /** Without a reference for so long a file has none worth the name; also bounds the memory. */
  private static final int LONGEST_RUN = 50_000;

  private final Origin.InFile origin;
  private final Deque<byte[]> run = new ArrayDeque<>();
  private TsReader reader;
  private int pcrPid = -1;
  private long lastPcr = -1;
  private double time;
  private double step;
  private boolean ended;
  private long loops;

  private FilePlayer(Origin.InFile origin, TsReader reader) {
    this.origin = origin;
    this.reader = reader;
  }

  /** Opens a file. */
  public static FilePlayer open(Origin.InFile origin) throws IOException {
    return new FilePlayer(origin, TsReader.open(origin.path()));
  }

  /**
   * Hands over what is due.
   *
   * @param until nanoseconds since the file began
   * @return false when the file has ended
   * @throws TsFormatException when it is no transport stream, or has no clock references
   */
  public boolean play(long until, PacketTaker taker) throws IOException {
    while (time <= until) {
      if (run.isEmpty()) {
        if (ended && !rewind()) {
          return false;
        }
        fill(taker);
      }
      byte[] next = run.poll();
      if (next != null) {
        time += step;
        taker.packet(new TsPacket(next, 0));
      }
    }
    return true;
  }

  private boolean rewind() throws IOException {
    if (!origin.looped()) {
      return false;
    }
    if (step == 0) {
      throw new TsFormatException(
          origin.path() + " has no two clock references (PCR): its speed is not known", 0);
    }
    reader.close();
    reader = TsReader.open(origin.path());
    ended = false;
    lastPcr = -1;
    loops++;
    return true;
  }

  /** Reads up to and including the next clock reference; what lies between is the step. */
  private void fill(PacketTaker taker) throws IOException {
    if (lastPcr < 0 && loops > 0) {
      taker.seam();
    }
    while (run.size() < LONGEST_RUN) {
      TsPacket packet = TsPacket.nullPacket();
      if (!reader.read(packet.buffer(), 0)) {
        ended = true;
        return;
      }
      run.add(packet.buffer());
      OptionalLong pcr = packet.pcr();
      if (pcr.isPresent() && (pcrPid < 0 || pcrPid == packet.pid())) {
        pcrPid = packet.pid();
        reference(pcr.getAsLong());
        return;
      }
    }
    if (pcrPid < 0) {
      throw new TsFormatException(
          origin.path() + " has no clock reference (PCR): its speed is not known", 0);
    }
  }

  private void reference(long pcr) {
    long passed = lastPcr < 0 ? 0 : Math.floorMod(pcr - lastPcr, TsPacket.PCR_MODULUS);
    if (passed > 0 && passed <= LONGEST_STEP) {
      step = passed * NANOS_PER_TICK / run.size();
    }
    lastPcr = pcr;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
