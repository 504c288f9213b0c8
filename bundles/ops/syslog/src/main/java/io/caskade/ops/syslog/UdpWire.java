package io.caskade.ops.syslog;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** RFC 5426: a message is a datagram. */
final class UdpWire implements Wire {
  /** RFC 5426, 3.2: what IPv4 can carry. The end of a longer message is cut off. */
  private static final int LONGEST = 65_507;

  private final String host;
  private final int port;

  UdpWire(String host, int port) {
    this.host = host;
    this.port = port;
  }

  @Override
  public void send(List<String> messages) throws IOException {
    try (var socket = new DatagramSocket()) {
      InetAddress address = InetAddress.getByName(host);
      for (String message : messages) {
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(octets.length, LONGEST);
        socket.send(new DatagramPacket(octets, length, address, port));
      }
    }
  }

  @Override
  public void close() {
    // Nothing is kept open between two calls, and a datagram never waits.
  }
}
