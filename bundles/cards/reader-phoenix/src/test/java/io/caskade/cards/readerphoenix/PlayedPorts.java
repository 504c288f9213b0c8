package io.caskade.cards.readerphoenix;

import io.caskade.lib.cardprotocol.Convention;
import io.caskade.lib.cardprotocol.T0Card;
import io.caskade.lib.cardprotocol.line.MemoryWire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A Phoenix reader in memory, with lines, echo and parity: the T=0 engine of a card behind a serial
 * port that tells what was done to it.
 */
final class PlayedPorts implements SerialPorts {
  private static final Duration READ = Duration.ofMillis(100);

  private final StallingCard card;
  private final boolean resetWhenDown;
  private final boolean presentWhenDown;
  private final boolean echo;
  private final List<String> done = new ArrayList<>();
  private Convention convention = Convention.DIRECT;
  private MemoryWire wire = new MemoryWire();
  private boolean inserted;
  private boolean opened;
  private boolean unplugged;

  PlayedPorts(
      StallingCard card, boolean resetWhenDown, boolean presentWhenDown, boolean echo) {
    this.card = card;
    this.resetWhenDown = resetWhenDown;
    this.presentWhenDown = presentWhenDown;
    this.echo = echo;
  }

  /** A card of the inverse convention: an even port drops what it sends. */
  synchronized void inverse() {
    convention = Convention.INVERSE;
  }

  synchronized void insert() {
    MemoryWire fresh = new MemoryWire();
    wire = fresh;
    inserted = true;
    Thread thread =
        new Thread(
            () -> {
              try {
                new T0Card(fresh.card(), card).serve();
              } catch (IOException pulled) {
                // The wire is cut: the card is out.
                return;
              }
            },
            "played-card");
    thread.setDaemon(true);
    thread.start();
  }

  synchronized void pull() {
    inserted = false;
    wire.close();
    card.goOn();
  }

  /** The port vanishes from the machine. */
  synchronized void unplug() {
    unplugged = true;
    wire.close();
  }

  synchronized boolean opened() {
    return opened;
  }

  /** What was done to the port, in order. */
  synchronized List<String> done() {
    return List.copyOf(done);
  }

  private synchronized MemoryWire wire() {
    return wire;
  }

  private synchronized void note(String what) {
    done.add(what);
  }

  @Override
  public synchronized SerialConnection open(PhoenixSettings settings) throws PortException {
    if (unplugged) {
      throw new PortException(PortException.Reason.GONE, "there is no port " + settings.port());
    }
    if (opened) {
      throw new PortException(PortException.Reason.TAKEN, settings.port());
    }
    opened = true;
    note("open " + settings.baud() + " " + settings.parity().first());
    return new Port(settings.parity().first());
  }

  private final class Port implements SerialConnection {
    private final Deque<Byte> echoed = new ArrayDeque<>();
    private Parity parity;
    private boolean inReset;

    Port(Parity parity) {
      this.parity = parity;
    }

    private void requireThere() throws IOException {
      synchronized (PlayedPorts.this) {
        if (unplugged) {
          throw new IOException("Input/output error");
        }
      }
    }

    private boolean heard() {
      synchronized (PlayedPorts.this) {
        return inserted && (parity == Parity.ODD) == (convention == Convention.INVERSE);
      }
    }

    private boolean in() {
      synchronized (PlayedPorts.this) {
        return inserted;
      }
    }

    @Override
    public void write(byte[] characters, int offset, int length) throws IOException {
      requireThere();
      byte[] sent = new byte[length];
      System.arraycopy(characters, offset, sent, 0, length);
      for (byte character : sent) {
        if (echo) {
          echoed.add(character);
        }
      }
      if (in()) {
        convention.convert(sent, 0, length);
        wire().reader().send(sent, 0, length);
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      requireThere();
      int count = 0;
      while (count < length && !echoed.isEmpty()) {
        target[offset + count++] = echoed.remove();
      }
      if (count > 0) {
        return count;
      }
      if (!in()) {
        awaitNothing();
        return 0;
      }
      try {
        count = wire().reader().receive(target, offset, length, READ);
      } catch (IOException cut) {
        // Pulled while it was read: the port hears nothing more.
        requireThere();
        return 0;
      }
      convention.convert(target, offset, count);
      return heard() ? count : 0;
    }

    private void awaitNothing() throws IOException {
      synchronized (this) {
        try {
          wait(READ.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException(e);
        }
      }
    }

    @Override
    public int available() throws IOException {
      requireThere();
      return echoed.size();
    }

    @Override
    public void flush() throws IOException {
      requireThere();
      echoed.clear();
      note("flush");
    }

    @Override
    public void setLine(ResetBy line, boolean up) throws IOException {
      requireThere();
      note(line + (up ? " up" : " down"));
      boolean reset = up != resetWhenDown;
      if (inReset && !reset && in()) {
        wire().resetLine().pulse();
      }
      inReset = reset;
    }

    @Override
    public boolean isUp(DetectBy line) throws IOException {
      requireThere();
      return in() != presentWhenDown;
    }

    @Override
    public void setParity(Parity fresh) {
      note("parity " + fresh);
      parity = fresh;
    }

    @Override
    public void close() {
      synchronized (PlayedPorts.this) {
        opened = false;
      }
    }
  }
}
