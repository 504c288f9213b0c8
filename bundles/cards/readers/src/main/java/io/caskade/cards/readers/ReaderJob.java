package io.caskade.cards.readers;

import io.caskade.api.base.CaskadeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Work that waits for its reader, and whoever waits for the work. */
final class ReaderJob<T> {
  private final CardWork<T> work;
  private final CountDownLatch told = new CountDownLatch(1);
  private volatile boolean abandoned;
  private volatile @Nullable T result;
  private volatile @Nullable Refusal refusal;
  private volatile @Nullable RuntimeException fault;

  ReaderJob(CardWork<T> work) {
    this.work = work;
  }

  /**
   * Does the work; its result is kept until {@link #tell}. On the reader's thread.
   *
   * @return what the card or the reader refused, if it did
   */
  Optional<Refusal> run(String reader, WatchedCard card) {
    try {
      result = work.with(card);
      return Optional.empty();
    } catch (CaskadeException e) {
      Refusal why = Refusal.of(reader, e);
      refusal = why;
      return Optional.of(why);
    } catch (RuntimeException e) {
      fault = e;
      return Optional.empty();
    }
  }

  /** Gives its result to whoever waits. */
  void tell() {
    told.countDown();
  }

  /** Refuses it, done or not. */
  void refuse(Refusal why) {
    refusal = why;
    tell();
  }

  /** Nobody waits for it any more. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /**
   * Waits for its end.
   *
   * @return false when it did not end in time, or the waiting thread was interrupted
   */
  boolean await(Duration patience) {
    try {
      return told.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Its result, once it ended.
   *
   * @throws CaskadeException why it was refused
   */
  T result() {
    Refusal why = refusal;
    if (why != null) {
      throw why.exception();
    }
    RuntimeException bug = fault;
    if (bug != null) {
      throw new IllegalStateException(bug);
    }
    T value = result;
    if (value == null) {
      throw new IllegalStateException("work without a result");
    }
    return value;
  }
}
