package io.caskade.cards.readerpcsc;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread on which one card's calls into the PC/SC library are made. Nothing can end a call that
 * is inside the library; so whoever waits for it is let go, and the thread ends when the call does.
 */
final class NativeCalls {
  private static final Logger LOG = LoggerFactory.getLogger(NativeCalls.class);

  private final String reader;
  private final ExecutorService thread;
  private @Nullable CompletableFuture<?> waiting;
  private boolean closed;

  NativeCalls(String reader) {
    this.reader = reader;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> new Thread(task, "caskade-reader-pcsc-" + reader));
  }

  /**
   * Makes a call; one thread at a time.
   *
   * @throws ExecutionException what the call threw
   * @throws CaskadeException CARD_PULLED when closed meanwhile, CARD_SILENT when it takes too long
   */
  <T> T call(Callable<T> call, Duration limit) throws ExecutionException {
    CompletableFuture<T> outcome = begin(call);
    try {
      return outcome.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new CaskadeException(ErrorCode.CARD_SILENT, reader);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw pulled();
    }
  }

  private synchronized <T> CompletableFuture<T> begin(Callable<T> call) {
    if (closed) {
      throw pulled();
    }
    CompletableFuture<T> outcome = new CompletableFuture<>();
    waiting = outcome;
    thread.execute(
        () -> {
          try {
            outcome.complete(call.call());
          } catch (Exception | LinkageError e) {
            outcome.completeExceptionally(e);
          }
        });
    return outcome;
  }

  /**
   * Lets whoever waits go, and ends the thread behind a last call. May be repeated.
   *
   * @param last lets the card go; what it throws is of no more interest than that
   */
  void close(Callable<?> last, Duration farewell) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      CompletableFuture<?> present = waiting;
      if (present != null) {
        present.completeExceptionally(pulled());
      }
      thread.execute(
          () -> {
            try {
              last.call();
            } catch (Exception | LinkageError e) {
              LOG.debug("Reader {}: letting the card go failed: {}", reader, e.toString());
            }
          });
      thread.shutdown();
    }
    try {
      if (!thread.awaitTermination(farewell.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("Reader {}: the PC/SC service does not end a call; it is left alone", reader);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CaskadeException pulled() {
    return new CaskadeException(ErrorCode.CARD_PULLED, reader);
  }
}
