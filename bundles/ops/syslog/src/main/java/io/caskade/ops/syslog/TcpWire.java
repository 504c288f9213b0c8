package io.caskade.ops.syslog;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RFC 6587, 3.4.1: each message behind its length in octets, in digits, and a space. */
final class TcpWire implements Wire {
  private static final int CONNECT_MILLIS = 5_000;

  private final String host;
  private final int port;
  private volatile @Nullable Socket socket;

  TcpWire(String host, int port) {
    this.host = host;
    this.port = port;
  }

  @Override
  public void send(List<String> messages) throws IOException {
    Socket present = connected();
    requireOpen(present);
    var frames = new ByteArrayOutputStream();
    for (String message : messages) {
      byte[] octets = message.getBytes(StandardCharsets.UTF_8);
      frames.writeBytes((octets.length + " ").getBytes(StandardCharsets.US_ASCII));
      frames.writeBytes(octets);
    }
    present.getOutputStream().write(frames.toByteArray());
  }

  private Socket connected() throws IOException {
    Socket present = socket;
    if (present == null) {
      present = new Socket();
      socket = present;
      present.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      present.setSoTimeout(1);
    }
    return present;
  }

  /** A server says nothing; its end would be noticed only after messages were lost. */
  private static void requireOpen(Socket socket) throws IOException {
    try {
      if (socket.getInputStream().read() < 0) {
        throw new EOFException("the server closed the connection");
      }
    } catch (SocketTimeoutException e) {
      return;
    }
  }

  @Override
  public void close() {
    Socket present = socket;
    socket = null;
    if (present != null) {
      try {
        present.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
