package io.caskade.lib.cardprotocol;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** A wire in virtual time, with the echo of a Phoenix reader or without. */
final class VirtualWire {
  private final VirtualTime time;
  private final Deque<Byte> toCard = new ArrayDeque<>();
  private final Deque<Byte> toReader = new ArrayDeque<>();
  private final boolean echo;
  private boolean reset;
  private boolean closed;

  VirtualWire(VirtualTime time, boolean echo) {
    this.time = time;
    this.echo = echo;
  }

  CardLine reader() {
    return new End(toReader, false);
  }

  CardLine card() {
    return new End(toCard, true);
  }

  T0Host.ResetLine resetLine() {
    return () -> {
      synchronized (time) {
        toCard.clear();
        toReader.clear();
        reset = true;
        time.changed();
      }
    };
  }

  void cut() {
    synchronized (time) {
      closed = true;
      time.changed();
    }
  }

  private final class End implements CardLine {
    private final Deque<Byte> in;
    private final boolean card;

    End(Deque<Byte> in, boolean card) {
      this.in = in;
      this.card = card;
    }

    @Override
    public void send(byte[] characters, int offset, int length) throws IOException {
      synchronized (time) {
        requireAlive();
        for (int i = offset; i < offset + length; i++) {
          (card ? toReader : toCard).add(characters[i]);
          if (echo && !card) {
            toReader.add(characters[i]);
          }
        }
        time.changed();
      }
    }

    @Override
    public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
      synchronized (time) {
        time.await(() -> !in.isEmpty() || closed || card && reset, time.nanos() + wait.toNanos());
        requireAlive();
        int count = 0;
        while (count < length && !in.isEmpty()) {
          target[offset + count++] = in.remove();
        }
        return count;
      }
    }

    private void requireAlive() throws IOException {
      if (closed) {
        throw new EOFException("the wire is cut");
      }
      if (card && reset) {
        reset = false;
        throw new LineResetException();
      }
    }

    @Override
    public void close() {
      cut();
    }
  }
}
