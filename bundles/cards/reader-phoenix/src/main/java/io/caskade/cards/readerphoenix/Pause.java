package io.caskade.cards.readerphoenix;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Lets time pass while a line is held. */
@FunctionalInterface
interface Pause {
  void of(Duration length) throws InterruptedIOException;

  /** On the machine's clock. */
  static void real(Duration length) throws InterruptedIOException {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
