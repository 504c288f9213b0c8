package io.caskade.lib.receiverlistener;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;

/** A receiver over TCP in a test: it blocks, and gives up after some seconds. */
public abstract class PlayedClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private boolean dribbles;

  protected PlayedClient(InetSocketAddress server) throws IOException {
    socket = new Socket();
    socket.connect(server, PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /**
   * Logs in.
   *
   * @return false when the server refuses or closes
   */
  public abstract boolean logIn(String name, String password) throws IOException;

  /**
   * Asks, without waiting.
   *
   * @return what the answer will carry
   */
  public abstract int ask(int serviceId, byte[] section) throws IOException;

  /** The next answer: to which question, and its words; no words when it is refused. */
  public abstract Answer answer() throws IOException;

  /** Sends a message that announces more than any may have. */
  public abstract void exceed() throws IOException;

  /** An answer to a question. */
  public record Answer(int question, Optional<String> words) {}

  /** From now on every byte is sent by itself. */
  public final void dribble() {
    dribbles = true;
  }

  protected final void write(byte[] bytes) throws IOException {
    if (dribbles) {
      for (byte each : bytes) {
        out.write(each);
        out.flush();
      }
    } else {
      out.write(bytes);
      out.flush();
    }
  }

  /** Sends bytes as they are. */
  public final void writeRaw(byte[] bytes) throws IOException {
    write(bytes);
  }

  /**
   * Exactly so many bytes.
   *
   * @throws EOFException when the server closes before
   */
  protected final byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Reads until the server closes; fails when it does not. */
  public final void awaitClosed() throws IOException {
    try {
      while (in.read() >= 0) {
        // Whatever it says before.
      }
    } catch (SocketException e) {
      // Closed with bytes of ours unread: that is closed, too.
    }
  }

  @Override
  public final void close() throws IOException {
    socket.close();
  }
}
