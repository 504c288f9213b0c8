package io.caskade.tools.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what happens in another process. */
final class Patience {
  private static final Duration LOOK = Duration.ofMillis(50);

  private Patience() {}

  /** Something that is not so yet; an exception counts as no. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * Waits until the condition holds.
   *
   * @return how long that took
   * @throws IOException after {@code limit}, saying what was waited for
   */
  static Duration await(String what, Duration limit, Condition condition) throws IOException {
    long began = System.nanoTime();
    IOException last = null;
    while (System.nanoTime() - began < limit.toNanos()) {
      try {
        if (condition.holds()) {
          return Duration.ofNanos(System.nanoTime() - began);
        }
        last = null;
      } catch (IOException e) {
        last = e;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    throw new IOException("not within " + limit.toSeconds() + " s: " + what, last);
  }

  /** Lets the load run on for a while. */
  static void hold(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
