package io.caskade.faces.webhooks;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The loop on the thread of the test, in virtual time. Answers of real servers come by a queue. */
final class ManualLoop implements Loop, InstantSource {
  private static final int PATIENCE = 2_000;

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final List<Timed> timed = new ArrayList<>();
  private BooleanSupplier outside = () -> false;
  private Instant now = Instant.parse("2026-06-01T12:00:00Z");

  private record Timed(Instant at, Runnable task, Future<?> handle) {}

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public synchronized Future<?> schedule(Duration delay, Runnable task) {
    var handle = new CompletableFuture<Boolean>();
    timed.add(new Timed(now.plus(delay), task, handle));
    return handle;
  }

  /** Runs what is there and what comes from other threads, until something holds. */
  void until(BooleanSupplier condition) {
    int empty = 0;
    try {
      while (!condition.getAsBoolean()) {
        Runnable task = tasks.poll(10, TimeUnit.MILLISECONDS);
        if (task != null) {
          empty = 0;
          task.run();
        } else if (++empty == PATIENCE) {
          fail("nothing more happens");
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Time stands still while this holds: real servers answer in real time. */
  void waitFor(BooleanSupplier answers) {
    outside = answers;
  }

  /** Runs what is there and what is on its way. */
  void settle() {
    until(() -> tasks.isEmpty() && !outside.getAsBoolean());
  }

  /** Lets time pass, and everything happen at its time that is due. */
  void pass(Duration time) {
    settle();
    Instant end = instant().plus(time);
    for (Timed next = earliest(end); next != null; next = earliest(end)) {
      setNow(next.at());
      if (!next.handle().isCancelled()) {
        next.task().run();
      }
      settle();
    }
    setNow(end);
  }

  private synchronized void setNow(Instant at) {
    now = at.isAfter(now) ? at : now;
  }

  private synchronized @Nullable Timed earliest(Instant end) {
    Timed first =
        timed.stream()
            .filter(one -> !one.at().isAfter(end))
            .min(Comparator.comparing(Timed::at))
            .orElse(null);
    timed.remove(first);
    return first;
  }
}
