package io.caskade.ops.airwatch.source;

import io.caskade.lib.ts.TsPacket;

/** Takes what a source brings, on the event loop. */
public interface PacketTaker {
  /** A packet; the buffer behind it is the source's own and is used again. */
  void packet(TsPacket packet);

  /** The stream jumps here: a file begins again. */
  void seam();

  /** A datagram that holds no packets of a transport stream. */
  void foreign();

  /**
   * Datagrams of RTP are missing.
   *
   * @param count by their sequence_number, at least 1
   */
  void lost(int count);
}
