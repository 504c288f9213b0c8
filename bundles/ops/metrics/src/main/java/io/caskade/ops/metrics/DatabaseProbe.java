package io.caskade.ops.metrics;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.ChangeFeed;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database something, on a thread of its own and once at a time: a database that hangs
 * holds up nobody who asks for health. An answer is good for a second.
 */
final class DatabaseProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseProbe.class);
  static final String THREAD = "caskade-metrics-probe";
  private static final long GOOD_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Supplier<@Nullable ChangeFeed> feed;
  private final LongSupplier nanos;
  private final Duration patience;
  private final ThreadPoolExecutor thread;
  private @Nullable FutureTask<Answer> asked;

  /** What came, and when. */
  private record Answer(Optional<CaskadeException> refusal, long at) {}

  /** What is known of the database. */
  sealed interface Verdict {
    /** It answered. */
    record Fine() implements Verdict {}

    /** There is no store. */
    record Missing() implements Verdict {}

    /** No answer came in time. */
    record Silent(Duration patience) implements Verdict {}

    /** The store says why not. */
    record Refused(CaskadeException reason) implements Verdict {}

    /** Nobody foresaw it; the log tells more. */
    record Failed(String reason) implements Verdict {}
  }

  /**
   * @param nanos monotonic
   * @param patience how long an answer may take
   */
  DatabaseProbe(Supplier<@Nullable ChangeFeed> feed, LongSupplier nanos, Duration patience) {
    this.feed = feed;
    this.nanos = nanos;
    this.patience = patience;
    this.thread =
        new ThreadPoolExecutor(
            0,
            1,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> {
              Thread made = new Thread(work, THREAD);
              made.setDaemon(true);
              return made;
            });
  }

  Verdict ask() {
    ChangeFeed present = feed.get();
    if (present == null) {
      return new Verdict.Missing();
    }
    try {
      Answer answer = task(present).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return answer.refusal().<Verdict>map(Verdict.Refused::new).orElseGet(Verdict.Fine::new);
    } catch (TimeoutException | RejectedExecutionException e) {
      return new Verdict.Silent(patience);
    } catch (ExecutionException e) {
      LOG.warn("The database could not be asked", e.getCause());
      return new Verdict.Failed(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Verdict.Silent(patience);
    }
  }

  private synchronized FutureTask<Answer> task(ChangeFeed present) {
    FutureTask<Answer> last = asked;
    if (last != null && !isOver(last)) {
      return last;
    }
    FutureTask<Answer> fresh = new FutureTask<>(() -> read(present));
    thread.execute(fresh);
    asked = fresh;
    return fresh;
  }

  private boolean isOver(FutureTask<Answer> task) {
    if (!task.isDone()) {
      return false;
    }
    try {
      return nanos.getAsLong() - task.get().at() > GOOD_NANOS;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Answer read(ChangeFeed present) {
    try {
      long head = present.head();
      LOG.debug("The database answered, head {}", head);
      return new Answer(Optional.empty(), nanos.getAsLong());
    } catch (CaskadeException e) {
      // The one that came knows the call behind it, and would keep the store's classes alive.
      var reason = new CaskadeException(e.code(), e.arguments().toArray());
      return new Answer(Optional.of(reason), nanos.getAsLong());
    }
  }

  /** Without an interrupt: one that meets H2 in a read closes its file under everybody. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
