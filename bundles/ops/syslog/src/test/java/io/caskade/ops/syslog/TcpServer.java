package io.caskade.ops.syslog;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A syslog server that reads frames of RFC 6587, 3.4.1 when the test asks. */
final class TcpServer implements AutoCloseable {
  private final ServerSocket listener;
  private Socket peer = new Socket();

  TcpServer(int port) throws IOException {
    listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  int port() {
    return listener.getLocalPort();
  }

  void accept() throws IOException {
    peer = listener.accept();
    peer.setSoTimeout(10_000);
  }

  List<String> read(int count) throws IOException {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(frame(peer.getInputStream()));
    }
    return messages;
  }

  private static String frame(InputStream in) throws IOException {
    int length = 0;
    for (int octet = in.read(); octet != ' '; octet = in.read()) {
      if (octet < '0' || octet > '9') {
        throw new EOFException("no length: " + octet);
      }
      length = 10 * length + octet - '0';
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  void hangUp() throws IOException {
    peer.close();
  }

  @Override
  public void close() throws IOException {
    peer.close();
    listener.close();
  }
}
