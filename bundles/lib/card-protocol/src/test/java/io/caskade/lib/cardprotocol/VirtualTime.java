package io.caskade.lib.cardprotocol;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A clock that stands while one of its threads works and goes to the next deadline when all wait:
 * the same run takes the same time, whatever the machine does.
 */
public final class VirtualTime {
  private final List<Waiter> waiters = new ArrayList<>();
  private int threads;
  private long now;

  /** A thread that waits for something, or for a time. */
  private final class Waiter {
    private final BooleanSupplier ready;
    private final long deadline;

    Waiter(BooleanSupplier ready, long deadline) {
      this.ready = ready;
      this.deadline = deadline;
    }

    boolean over() {
      return ready.getAsBoolean() || now >= deadline;
    }
  }

  public VirtualTime(int threads) {
    this.threads = threads;
  }

  public synchronized long nanos() {
    return now;
  }

  /** Waits until it is ready, which is asked under this clock's lock, or the time has come. */
  public synchronized void await(BooleanSupplier ready, long deadline)
      throws InterruptedIOException {
    Waiter own = new Waiter(ready, deadline);
    waiters.add(own);
    try {
      while (!own.over()) {
        if (waiters.size() >= threads && waiters.stream().noneMatch(Waiter::over)) {
          now = waiters.stream().mapToLong(w -> w.deadline).min().orElse(now);
          notifyAll();
        } else {
          wait();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      waiters.remove(own);
    }
  }

  public void until(long nanos) throws InterruptedIOException {
    await(() -> false, nanos);
  }

  /** Something became ready. */
  public synchronized void changed() {
    notifyAll();
  }

  /** A thread is done; the others go on without it. */
  public synchronized void leave() {
    threads--;
    notifyAll();
  }
}
