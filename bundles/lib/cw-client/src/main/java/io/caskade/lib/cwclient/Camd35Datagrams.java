package io.caskade.lib.cwclient;

import io.caskade.lib.camd35.Camd35Codec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/** Over UDP: a datagram is a frame. */
final class Camd35Datagrams implements Camd35Wire {
  private final DatagramSocket socket;
  private final InetSocketAddress server;

  Camd35Datagrams(InetSocketAddress server, Duration patience) throws LineException {
    this.server = server;
    try {
      socket = new DatagramSocket();
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      socket.connect(server);
    } catch (IOException e) {
      throw new LineException(Finding.UNREACHABLE, Peer.shown(server));
    }
  }

  @Override
  public void send(byte[] frame) throws LineException {
    try {
      socket.send(new DatagramPacket(frame, frame.length));
    } catch (PortUnreachableException e) {
      throw new LineException(Finding.PORT_CLOSED, Peer.shown(server));
    } catch (IOException e) {
      throw new LineException(Finding.UNREACHABLE, Peer.shown(server));
    }
  }

  @Override
  public byte[] next(Camd35Codec codec, Finding silent) throws LineException {
    DatagramPacket packet = new DatagramPacket(new byte[Camd35Codec.LONGEST], Camd35Codec.LONGEST);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      throw new LineException(silent);
    } catch (PortUnreachableException e) {
      throw new LineException(Finding.PORT_CLOSED, Peer.shown(server));
    } catch (IOException e) {
      throw new LineException(Finding.UNREACHABLE, Peer.shown(server));
    }
    if (codec.frameLength(packet.getData(), 0, packet.getLength()) != packet.getLength()) {
      throw new LineException(Finding.OTHER_PROTOCOL);
    }
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @Override
  public int localPort() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
  }
}
