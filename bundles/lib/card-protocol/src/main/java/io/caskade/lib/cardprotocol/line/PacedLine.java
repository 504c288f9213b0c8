package io.caskade.lib.cardprotocol.line;

import io.caskade.lib.cardprotocol.CardLine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A line at a serial port's pace: each character is on the wire for its time and arrives at the end
 * of it, 1.25 ms at 9600 baud with parity and guard time. Wrap both ends of a wire to pace both
 * directions. One thread sends.
 */
public final class PacedLine implements CardLine {
  private final CardLine line;
  private final long character;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final AtomicLong characters = new AtomicLong();
  private long free;

  /** Waits until a clock shows a time; returns at once when it is over. */
  @FunctionalInterface
  public interface Pause {
    void until(long nanos) throws InterruptedIOException;
  }

  /**
   * @param character time on the wire of one character
   * @param nanoTime the clock of {@code pause}
   */
  public PacedLine(CardLine line, Duration character, LongSupplier nanoTime, Pause pause) {
    this.line = line;
    this.character = character.toNanos();
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.free = nanoTime.getAsLong();
  }

  /** On the computer's own clock, within some 0.1 ms. */
  public static PacedLine real(CardLine line, Duration character) {
    return new PacedLine(line, character, System::nanoTime, PacedLine::park);
  }

  private static void park(long until) throws InterruptedIOException {
    long left = until - System.nanoTime();
    while (left > 0) {
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
      LockSupport.parkNanos(left);
      left = until - System.nanoTime();
    }
  }

  /** How many were sent since the beginning: the least time is this many times a character's. */
  public long characters() {
    return characters.get();
  }

  @Override
  public void send(byte[] sent, int offset, int length) throws IOException {
    free = Math.max(free, nanoTime.getAsLong());
    for (int i = 0; i < length; i++) {
      free += character;
      pause.until(free);
      // Before it arrives: who has got it finds it counted.
      characters.incrementAndGet();
      line.send(sent, offset + i, 1);
    }
  }

  @Override
  public int receive(byte[] target, int offset, int length, Duration wait) throws IOException {
    return line.receive(target, offset, length, wait);
  }

  @Override
  public void close() {
    line.close();
  }
}
