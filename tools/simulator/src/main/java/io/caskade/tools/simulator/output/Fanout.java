package io.caskade.tools.simulator.output;

import java.io.IOException;
import java.util.List;

/** One stream to several places, in order. */
public final class Fanout implements PacketSink {
  private final List<PacketSink> sinks;

  /**
   * @param sinks are closed with this one
   */
  public Fanout(List<? extends PacketSink> sinks) {
    this.sinks = List.copyOf(sinks);
  }

  @Override
  public void packet(byte[] packet, long time) throws IOException {
    for (PacketSink sink : sinks) {
      sink.packet(packet, time);
    }
  }

  @Override
  public void close() throws IOException {
    for (PacketSink sink : sinks) {
      sink.close();
    }
  }
}
