package io.caskade.itests.process;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The MUX end of EMMG/PDG&lt;-&gt;MUX with as many EMMGs at once as like to, so that nothing but
 * their own manners keeps two of them from sending.
 */
final class PairMux implements AutoCloseable {
  private static final int HEADER = 5;

  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final List<Conversation> conversations = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::serve, "pair-mux");
  private final AtomicLong lastEmm = new AtomicLong();
  private final AtomicLong longestGap = new AtomicLong();

  PairMux() throws IOException {
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** The one that came last. */
  Conversation latest() {
    return conversations.get(conversations.size() - 1);
  }

  /** From here on the longest silence of all together is measured. */
  void measureGap() {
    lastEmm.set(System.nanoTime());
    longestGap.set(0);
  }

  /** The longest silence since {@link #measureGap}. */
  Duration gap() {
    long running = System.nanoTime() - lastEmm.get();
    return Duration.ofNanos(Math.max(longestGap.get(), running));
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Conversation began = new Conversation(server.accept());
        conversations.add(began);
        began.thread.start();
      } catch (IOException e) {
        // The test ends, or the EMMG was gone before it was welcomed.
      }
    }
  }

  /** One EMMG's. */
  final class Conversation {
    private final Socket socket;
    private final Thread thread = new Thread(this::run, "pair-mux-conversation");
    private final AtomicLong emms = new AtomicLong();
    private volatile long firstAt;
    private volatile long lastAt;
    private volatile boolean closed;
    private volatile boolean streamClosed;

    Conversation(Socket socket) {
      this.socket = socket;
    }

    /** Messages with EMMs. */
    long emms() {
      return emms.get();
    }

    /** When its first EMM came, in {@link System#nanoTime}. */
    long firstAt() {
      return firstAt;
    }

    /** When its latest EMM came, in {@link System#nanoTime}. */
    long lastAt() {
      return lastAt;
    }

    boolean closed() {
      return closed;
    }

    /** It ended as the standard wants it. */
    boolean streamClosed() {
      return streamClosed;
    }

    private void run() {
      try (socket) {
        converse(new DataInputStream(socket.getInputStream()));
      } catch (IOException e) {
        // The EMMG went away without a word.
      } finally {
        closed = true;
      }
    }

    private void converse(DataInputStream in) throws IOException {
      while (true) {
        byte[] header = in.readNBytes(HEADER);
        if (header.length < HEADER) {
          return;
        }
        byte[] body = new byte[ByteBuffer.wrap(header).getShort(3) & 0xFFFF];
        in.readFully(body);
        switch (ByteBuffer.wrap(header).getShort(1)) {
          case 0x0011 -> answer(header, 0x0013, body);
          case 0x0111 -> answer(header, 0x0113, body);
          case 0x0114 -> {
            streamClosed = true;
            answer(header, 0x0115, body);
          }
          case 0x0117 -> answer(header, 0x0118, body);
          case 0x0211 -> heard();
          default -> { // channel_close and statuses need no answer.
          }
        }
      }
    }

    private void heard() {
      long now = System.nanoTime();
      if (emms.getAndIncrement() == 0) {
        firstAt = now;
      }
      lastAt = now;
      long before = lastEmm.getAndSet(now);
      longestGap.accumulateAndGet(now - before, Math::max);
    }

    private void answer(byte[] header, int type, byte[] body) throws IOException {
      byte[] message = Arrays.copyOf(header, HEADER + body.length);
      ByteBuffer.wrap(message).putShort(1, (short) type);
      System.arraycopy(body, 0, message, HEADER, body.length);
      socket.getOutputStream().write(message);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    server.close();
    thread.join(5_000);
    for (Conversation one : conversations) {
      one.socket.close();
      one.thread.join(5_000);
    }
  }
}
