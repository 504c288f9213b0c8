package io.caskade.itests.process;

import java.time.Duration;

/** Waits for what happens in another process. */
final class Patience {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private Patience() {}

  /** Something that is not so yet: false, or an exception that says why. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Waits until the condition holds.
   *
   * @throws AssertionError after {@code limit}, with the last exception as its cause
   */
  static void await(String what, Duration limit, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Exception last = null;
    while (true) {
      try {
        if (condition.holds()) {
          return;
        }
        last = null;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        last = e;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what, last);
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
  }
}
