package io.caskade.tools.simulator.input;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.TsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A file at its own speed, once or in a loop. Each loop goes on where the last one ended: counters,
 * clock references and time stamps are moved. Packets between two clock references are spread
 * evenly. The same file gives the same packets, so that a second source can serve as reference.
 */
public final class FileSource implements PacketSource {
  private static final double NANOS_PER_TICK = 1000 / 27.0;
  private static final int TICKS_PER_PTS = 300;

  /** Without a reference for so long the mean speed of the file must do. */
  private static final int LONGEST_RUN = 10_000;

  private final Path file;
  private final StreamShape shape;
  private final boolean looped;
  private final ContinuityRebase continuity = new ContinuityRebase();
  private final Deque<byte[]> run = new ArrayDeque<>();
  private TsReader reader;
  private long loops;
  private boolean ended;
  private double time;
  private double step;
  private long lastPcr = -1;

  private FileSource(Path file, StreamShape shape, boolean looped) throws IOException {
    this.file = file;
    this.shape = shape;
    this.looped = looped;
    this.reader = TsReader.open(file);
  }

  /**
   * Opens a file after a first pass over it.
   *
   * @throws TsFormatException when it is no transport stream, or has no clock reference
   */
  public static FileSource open(Path file, boolean looped) throws IOException {
    return new FileSource(file, StreamShape.of(file), looped);
  }

  /** Every PID of the file. */
  public Set<Integer> pids() {
    return shape.pids();
  }

  /** How often the file was begun again. */
  public long loops() {
    return loops;
  }

  /** Length of one loop in nanoseconds. */
  public long loopNanos() {
    return Math.round(shape.loopTicks() * NANOS_PER_TICK);
  }

  @Override
  public Read read(byte[] packet) throws IOException {
    if (run.isEmpty()) {
      fillRun();
    }
    byte[] next = run.poll();
    if (next == null) {
      return Read.END;
    }
    System.arraycopy(next, 0, packet, 0, TsPacket.SIZE);
    time += step;
    return Read.PACKET;
  }

  @Override
  public long time() {
    return (long) (time * NANOS_PER_TICK);
  }

  /** Reads up to and including the next clock reference; the step is what lies between. */
  private void fillRun() throws IOException {
    step = shape.ticksPerPacket();
    while (!ended && run.size() < LONGEST_RUN) {
      TsPacket packet = TsPacket.nullPacket();
      if (!reader.read(packet.buffer(), 0)) {
        endOfFile();
        continue;
      }
      rebase(packet);
      run.add(packet.buffer());
      OptionalLong pcr = packet.pid() == shape.pcrPid() ? packet.pcr() : OptionalLong.empty();
      if (pcr.isPresent()) {
        long passed = lastPcr < 0 ? 0 : StreamShape.forward(lastPcr, pcr.getAsLong());
        if (passed > 0 && passed <= StreamShape.LONGEST_STEP) {
          step = (double) passed / run.size();
        }
        lastPcr = pcr.getAsLong();
        return;
      }
    }
  }

  private void endOfFile() throws IOException {
    if (!looped) {
      ended = true;
      return;
    }
    reader.close();
    reader = TsReader.open(file);
    loops++;
    continuity.seam();
  }

  private void rebase(TsPacket packet) {
    continuity.apply(packet);
    long shift = loops * shape.loopTicks();
    if (shift == 0) {
      return;
    }
    OptionalLong pcr = packet.pcr();
    if (pcr.isPresent()) {
      packet.setPcr(pcr.getAsLong() + shift);
    }
    PesTimestamps.shift(packet, shift / TICKS_PER_PTS);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
