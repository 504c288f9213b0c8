package io.caskade.receivers.cccam.pages;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What visitors get, made on a thread of its own: comparing a password takes long, and a page of
 * many clients is no work for an event loop. Any thread.
 */
final class PageDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PageDesk.class);
  private static final int MOST_WAITING = 64;
  private static final long END_SECONDS = 2;

  private final Watch watch;
  private final PageGate gate;
  private final ThreadPoolExecutor worker;
  private final LongAdder pages = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile PagesSettings settings;

  PageDesk(Watch watch, PageGate gate, PagesSettings settings) {
    this.watch = watch;
    this.gate = gate;
    this.settings = settings;
    worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> {
              Thread made = new Thread(task, "caskade-cccam-pages-worker");
              made.setDaemon(true);
              return made;
            });
  }

  PagesSettings settings() {
    return settings;
  }

  void settings(PagesSettings changed) {
    settings = changed;
  }

  boolean needsNoSignIn(InetAddress from) {
    return settings.unasked().contains(from);
  }

  /**
   * Looks at what somebody says to be let in with.
   *
   * @param loop on which the answer is given
   * @return false when too many wait
   */
  boolean check(Credentials credentials, InetAddress from, Executor loop, Consumer<Permit> answer) {
    return work(
        loop,
        () -> {
          Permit permit = gate.check(credentials, from);
          if (permit != Permit.GRANTED) {
            refused.increment();
          }
          return permit;
        },
        answer);
  }

  /**
   * Makes a page.
   *
   * @param form of the page
   * @param answer empty while there is no control-word server
   * @return false when too many wait
   */
  boolean show(Function<Sight, String> form, Executor loop, Consumer<Optional<String>> answer) {
    return work(
        loop,
        () -> {
          pages.increment();
          return watch.sight(settings.version()).map(form);
        },
        answer);
  }

  /** Makes something. */
  private interface Work<T> {
    T make();
  }

  private <T> boolean work(Executor loop, Work<T> work, Consumer<T> answer) {
    try {
      worker.execute(() -> make(loop, work, answer));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Who is not answered is closed by the clock. */
  private static <T> void make(Executor loop, Work<T> work, Consumer<T> answer) {
    try {
      T made = work.make();
      loop.execute(() -> answer.accept(made));
    } catch (RejectedExecutionException e) {
      LOG.debug("The loop of the status pages has ended; an answer is left out");
    } catch (RuntimeException e) {
      LOG.error("A status page could not be made", e);
    }
  }

  long pages() {
    return pages.sum();
  }

  /** Sign-ins that let nobody in. */
  long refused() {
    return refused.sum();
  }

  /** Ends the thread; what it does at the moment it brings to its end. */
  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The thread of the status pages is still busy");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
