package io.caskade.tools.simulator.output;

import io.caskade.lib.ts.TsPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** Sends the stream by UDP, seven packets to a datagram as receivers expect it. */
public final class DatagramSink implements PacketSink {
  private static final int PACKETS = 7;

  private final DatagramSocket socket = new DatagramSocket();
  private final InetSocketAddress target;
  private final byte[] datagram = new byte[PACKETS * TsPacket.SIZE];
  private int filled;

  /** Opens a socket of its own; nobody need listen at the target. */
  public DatagramSink(InetSocketAddress target) throws IOException {
    this.target = target;
  }

  @Override
  public void packet(byte[] packet, long time) throws IOException {
    System.arraycopy(packet, 0, datagram, filled, TsPacket.SIZE);
    filled += TsPacket.SIZE;
    if (filled == datagram.length) {
      send();
    }
  }

  private void send() throws IOException {
    socket.send(new DatagramPacket(datagram, filled, target));
    filled = 0;
  }

  /** Sends what is left, in a shorter datagram. */
  @Override
  public void close() throws IOException {
    if (filled > 0) {
      send();
    }
    socket.close();
  }
}
