package io.caskade.tools.simulator;

import io.caskade.lib.ts.TsPacket;
import io.caskade.tools.simulator.input.PacketSource;
import io.caskade.tools.simulator.mux.Multiplex;
import io.caskade.tools.simulator.mux.MuxReport;
import java.io.IOException;

/** Runs packets from the source through the multiplex at the pace that is asked for. */
public final class Simulation {
  private final PacketSource source;
  private final Multiplex multiplex;
  private final Pacer pacer;
  private final byte[] packet = new byte[TsPacket.SIZE];

  /** Closes nothing of what it is given. */
  public Simulation(PacketSource source, Multiplex multiplex, Pacer pacer) {
    this.source = source;
    this.multiplex = multiplex;
    this.pacer = pacer;
  }

  /**
   * Goes on until the stream's own time.
   *
   * @param until nanoseconds from the start of the stream
   * @return false when the input ended before
   */
  public boolean runUntil(long until) throws IOException, InterruptedException {
    while (source.time() < until) {
      switch (source.read(packet)) {
        case PACKET -> {
          pacer.await(source.time());
          multiplex.packet(packet, source.time());
        }
        case IDLE -> multiplex.idle(source.time());
        case END -> {
          return false;
        }
      }
    }
    return true;
  }

  /** Stream time reached, nanoseconds. */
  public long time() {
    return source.time();
  }

  public MuxReport report() {
    return multiplex.report();
  }
}
