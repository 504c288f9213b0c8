package io.caskade.lib.cardprotocol.line;

import io.caskade.lib.cardprotocol.CardLine;
import io.caskade.lib.cardprotocol.LineResetException;
import io.caskade.lib.cardprotocol.T0Host;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A wire in memory with a reader's and a card's end, without echo and without pace. Each end is
 * used by a thread of its own; closing either ends both.
 */
public final class MemoryWire implements AutoCloseable {
  /** More than both sides of T=0 ever send ahead. */
  private static final int CAPACITY = 4_096;

  private final Object monitor = new Object();
  private final Direction toCard = new Direction();
  private final Direction toReader = new Direction();
  private final End reader = new End(toCard, toReader);
  private final End card = new End(toReader, toCard);
  private boolean reset;
  private boolean closed;

  /** The reader's end. */
  public CardLine reader() {
    return reader;
  }

  /** The card's end; tells resets as {@link LineResetException}. */
  public CardLine card() {
    return card;
  }

  /** Pulls the card's reset line and forgets what is on the wire. */
  public T0Host.ResetLine resetLine() {
    return () -> {
      synchronized (monitor) {
        requireOpen();
        toCard.forget();
        toReader.forget();
        reset = true;
        monitor.notifyAll();
      }
    };
  }

  @Override
  public void close() {
    synchronized (monitor) {
      closed = true;
      toCard.forget();
      toReader.forget();
      monitor.notifyAll();
    }
  }

  private void requireOpen() throws EOFException {
    if (closed) {
      throw new EOFException("the wire is cut");
    }
  }

  /** A ring of characters that are on their way. */
  private static final class Direction {
    private final byte[] ring = new byte[CAPACITY];
    private int first;
    private int count;

    void put(byte[] from, int offset, int length) throws IOException {
      if (length > CAPACITY - count) {
        throw new IOException("nobody reads the other end");
      }
      for (int i = 0; i < length; i++) {
        ring[(first + count++) % CAPACITY] = from[offset + i];
      }
    }

    int take(byte[] target, int offset, int length) {
      int taken = Math.min(length, count);
      for (int i = 0; i < taken; i++) {
        target[offset + i] = ring[first];
        ring[first] = 0;
        first = (first + 1) % CAPACITY;
      }
      count -= taken;
      return taken;
    }

    void forget() {
      Arrays.fill(ring, (byte) 0);
      count = 0;
    }
  }

  private final class End implements CardLine {
    private final Direction out;
    private final Direction in;

    End(Direction out, Direction in) {
      this.out = out;
      this.in = in;
    }

    @Override
    public void send(byte[] characters, int offset, int length) throws IOException {
      synchronized (monitor) {
        requireAlive();
        out.put(characters, offset, length);
        monitor.notifyAll();
      }
    }

    @Override
    public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
      long end = System.nanoTime() + wait.toNanos();
      synchronized (monitor) {
        requireAlive();
        long left = end - System.nanoTime();
        while (in.count == 0 && left > 0) {
          pause(left);
          requireAlive();
          left = end - System.nanoTime();
        }
        return in.take(target, offset, length);
      }
    }

    private void pause(long nanos) throws InterruptedIOException {
      try {
        monitor.wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }

    private void requireAlive() throws IOException {
      requireOpen();
      if (reset && this == card) {
        reset = false;
        throw new LineResetException();
      }
    }

    @Override
    public void close() {
      MemoryWire.this.close();
    }
  }
}
