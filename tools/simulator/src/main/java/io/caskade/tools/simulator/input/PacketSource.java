package io.caskade.tools.simulator.input;

import java.io.IOException;

/** Transport packets with the time at which each is on air. Confined to a thread. */
public interface PacketSource extends AutoCloseable {
  /** What a call of {@link #read} brought. */
  enum Read {
    PACKET,
    /** Nothing came for a while; {@link #time()} went on. */
    IDLE,
    END
  }

  /**
   * Reads the next packet.
   *
   * @param packet 188 bytes, overwritten when the answer is {@link Read#PACKET}
   */
  Read read(byte[] packet) throws IOException;

  /** When the last packet is on air, in nanoseconds from the first one; never falls. */
  long time();

  @Override
  void close() throws IOException;
}
