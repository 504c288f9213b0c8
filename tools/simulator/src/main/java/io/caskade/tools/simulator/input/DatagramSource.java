package io.caskade.tools.simulator.input;

import io.caskade.lib.ts.TsPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A stream over UDP: whole packets in each datagram. What is no transport stream is counted. */
public final class DatagramSource implements PacketSource {
  private static final int LARGEST = 65_535;

  private final MulticastSocket socket;
  private final LongSupplier nanoClock;
  private final long start;
  private final byte[] received = new byte[LARGEST];
  private int position;
  private int limit;
  private long foreign;
  private long time;

  /**
   * Opens the socket, and joins the group when the address is one.
   *
   * @param patience how long a read waits before it says {@link Read#IDLE}
   * @param nanoClock monotonic nanoseconds
   */
  public DatagramSource(InetSocketAddress address, Duration patience, LongSupplier nanoClock)
      throws IOException {
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    InetAddress host = address.getAddress();
    if (host.isMulticastAddress()) {
      this.socket = new MulticastSocket(address.getPort());
      socket.joinGroup(address, (NetworkInterface) null);
    } else {
      this.socket = new MulticastSocket(address);
    }
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
  }

  /** The port in use, also when 0 was asked for. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Datagrams that held no whole packets. */
  public long foreignDatagrams() {
    return foreign;
  }

  @Override
  public Read read(byte[] packet) throws IOException {
    if (position == limit && !receive()) {
      time = nanoClock.getAsLong() - start;
      return Read.IDLE;
    }
    System.arraycopy(received, position, packet, 0, TsPacket.SIZE);
    position += TsPacket.SIZE;
    return Read.PACKET;
  }

  private boolean receive() throws IOException {
    DatagramPacket datagram = new DatagramPacket(received, received.length);
    try {
      socket.receive(datagram);
    } catch (SocketTimeoutException e) {
      return false;
    }
    time = nanoClock.getAsLong() - start;
    if (!holdsPackets(datagram.getLength())) {
      foreign++;
      return false;
    }
    position = 0;
    limit = datagram.getLength();
    return true;
  }

  private boolean holdsPackets(int length) {
    if (length == 0 || length % TsPacket.SIZE != 0) {
      return false;
    }
    for (int at = 0; at < length; at += TsPacket.SIZE) {
      if (received[at] != TsPacket.SYNC_BYTE) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public void close() {
    socket.close();
  }
}
