package io.caskade.cards.readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what threads bring about. */
final class Eventually {
  private static final Duration BOUND = Duration.ofSeconds(20);

  private Eventually() {}

  static void holds(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  static <T> void is(T expected, Supplier<T> actual) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    for (T seen = actual.get(); !expected.equals(seen); seen = actual.get()) {
      if (System.nanoTime() > deadline) {
        assertThat(seen).isEqualTo(expected);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** No live thread has a name that begins so. */
  static void noThread(String prefix) {
    holds(
        "no thread " + prefix,
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith(prefix)));
  }
}
