package io.caskade.cards.readerphoenix;

import io.caskade.lib.cardprotocol.CardLine;
import io.caskade.lib.cardprotocol.LineFault;
import io.caskade.lib.cardprotocol.LineFaultException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The wire to a card in a Phoenix reader. While it waits it looks every 100 ms whether the card is
 * still in and whether it has been closed. The port itself is its owner's.
 */
final class PhoenixLine implements CardLine {
  private final SerialConnection port;
  private final PhoenixSettings settings;
  private final LongSupplier nanoTime;
  private volatile boolean closed;

  PhoenixLine(SerialConnection port, PhoenixSettings settings, LongSupplier nanoTime) {
    this.port = port;
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /** Whether the detection line says so; without one, always. */
  boolean cardIsIn() throws IOException {
    return settings.detectBy() == DetectBy.NONE
        || port.isUp(settings.detectBy()) != settings.detectInverted();
  }

  @Override
  public void send(byte[] characters, int offset, int length) throws IOException {
    requireAlive();
    port.write(characters, offset, length);
  }

  @Override
  public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
    if (wait.isZero()) {
      requireAlive();
      return port.available() > 0 ? port.read(target, offset, length) : 0;
    }
    long end = nanoTime.getAsLong() + wait.toNanos();
    do {
      requireOpen();
      int count = port.read(target, offset, length);
      if (count > 0) {
        return count;
      }
      requireAlive();
    } while (nanoTime.getAsLong() - end < 0);
    return 0;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new EOFException("closed");
    }
  }

  private void requireAlive() throws IOException {
    requireOpen();
    if (!cardIsIn()) {
      throw new LineFaultException(LineFault.PULLED, "");
    }
  }

  boolean closed() {
    return closed;
  }

  /** The call in progress ends within some 100 ms. */
  @Override
  public void close() {
    closed = true;
  }
}
