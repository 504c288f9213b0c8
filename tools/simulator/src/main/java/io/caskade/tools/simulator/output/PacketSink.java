package io.caskade.tools.simulator.output;

import java.io.IOException;

/** Takes the finished stream packet by packet. Confined to a thread. */
public interface PacketSink extends AutoCloseable {
  /**
   * Takes one packet of 188 bytes; the sink may keep neither the array nor change it.
   *
   * @param time when it is on air, in nanoseconds from the start
   */
  void packet(byte[] packet, long time) throws IOException;

  @Override
  default void close() throws IOException {}
}
