package io.caskade.lib.cardprotocol;

import java.io.IOException;
import java.time.Duration;

/**
 * The one wire between a reader and a card: characters go both ways, one after the other. Whether
 * it is a serial port, a socket or two queues in memory is its maker's affair; so are parity and
 * the echo of a reader that joins both directions (the line gives back what came, the engine
 * compares). Used by one thread; {@link #close} by any, after which each call throws.
 */
public interface CardLine extends AutoCloseable {
  /** Sends all of it, in order. */
  void send(byte[] characters, int offset, int length) throws IOException;

  /**
   * Waits for characters.
   *
   * @return how many were put into the array from {@code offset}, at least one; 0 when none came
   *     within {@code wait}
   * @throws IOException when the line is closed or gone
   */
  int receive(byte[] target, int offset, int length, Duration wait) throws IOException;

  @Override
  void close();
}
