package io.caskade.cards.virtual.serve;

import io.caskade.lib.cardprotocol.CardLine;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A TCP connection as a serial line. */
final class SocketLine implements CardLine {
  private final Socket socket;

  SocketLine(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
  }

  @Override
  public void send(byte[] characters, int offset, int length) throws IOException {
    socket.getOutputStream().write(characters, offset, length);
  }

  @Override
  public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
    // 0 would mean for ever.
    socket.setSoTimeout((int) Math.max(1, Math.min(wait.toMillis(), Integer.MAX_VALUE)));
    try {
      int count = socket.getInputStream().read(target, offset, length);
      if (count < 0) {
        throw new EOFException("the host hung up");
      }
      return count;
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
