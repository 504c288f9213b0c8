package io.caskade.lib.cwclient;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A TCP connection on which every failure has a meaning. */
final class Peer implements Closeable {
  private final Socket socket;
  private final Duration patience;

  private Peer(Socket socket, Duration patience) {
    this.socket = socket;
    this.patience = patience;
  }

  /**
   * Connects.
   *
   * @param patience for the connection and for each answer
   */
  static Peer connect(InetSocketAddress server, Duration patience) throws LineException {
    Socket socket = new Socket();
    try {
      socket.connect(server, Math.toIntExact(patience.toMillis()));
      socket.setTcpNoDelay(true);
      return new Peer(socket, patience);
    } catch (ConnectException e) {
      throw failed(socket, Finding.PORT_CLOSED, server);
    } catch (IOException e) {
      throw failed(socket, Finding.UNREACHABLE, server);
    }
  }

  private static LineException failed(Socket socket, Finding finding, InetSocketAddress server) {
    LineException failure = new LineException(finding, shown(server));
    try {
      socket.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  static String shown(InetSocketAddress server) {
    return server.getHostString() + ":" + server.getPort();
  }

  Duration patience() {
    return patience;
  }

  int localPort() {
    return socket.getLocalPort();
  }

  void write(byte[] bytes, Finding closed) throws LineException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new LineException(closed);
    }
  }

  /**
   * Reads so many bytes.
   *
   * @param closed what it means that the server closes instead
   * @param silent what it means that nothing comes
   */
  byte[] read(int length, Finding closed, Finding silent) throws LineException {
    return read(length, patience, closed, silent);
  }

  byte[] read(int length, Duration wait, Finding closed, Finding silent) throws LineException {
    byte[] bytes = new byte[length];
    int filled = 0;
    try {
      socket.setSoTimeout(Math.max(1, Math.toIntExact(wait.toMillis())));
      while (filled < length) {
        int more = socket.getInputStream().read(bytes, filled, length - filled);
        if (more < 0) {
          throw new LineException(closed);
        }
        filled += more;
      }
      return bytes;
    } catch (SocketTimeoutException e) {
      throw new LineException(silent);
    } catch (IOException e) {
      throw new LineException(closed);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is sent or read any more, whatever became of it.
      return;
    }
  }
}
