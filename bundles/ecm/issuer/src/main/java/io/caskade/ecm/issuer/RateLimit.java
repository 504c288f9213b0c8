package io.caskade.ecm.issuer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Lets one message through per interval and counts the rest. Lock-free, any thread. */
final class RateLimit {
  /** Answer of {@link #pass()}: not now. */
  static final long HELD_BACK = -1;

  private final long interval;
  private final LongSupplier nanoTime;
  private final AtomicLong next;
  private final AtomicLong heldBack = new AtomicLong();

  RateLimit(Duration interval, LongSupplier nanoTime) {
    this.interval = interval.toNanos();
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /** How many were held back since the last message, or {@link #HELD_BACK} for this one. */
  long pass() {
    long now = nanoTime.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + interval)) {
      return heldBack.getAndSet(0);
    }
    heldBack.incrementAndGet();
    return HELD_BACK;
  }
}
