package io.caskade.cards.readers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.api.cards.ReaderId;
import io.caskade.api.cards.ReaderState;
import io.caskade.lib.backoff.Pauses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured reader: a thread that looks for a card, holds the connection and does one job
 * after the other. Drivers come and go: when the one in use goes, the call in progress is ended,
 * and {@link #unbind} returns when the thread has left its code.
 *
 * <p>The thread is the only one that calls a driver, except for closing a connection. No call of a
 * driver is made under the monitor. Long, because all of it is guarded by this one monitor.
 */
final class Reader implements AutoCloseable {
  /** Jobs that may wait behind the one in progress. */
  static final int QUEUE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

  private final ReaderId id;
  private final ReaderBook book;
  private final Pace pace;
  private final Pauses unreached;
  private final Thread thread;

  // Guarded by this:
  private final List<CardReaderDriver> drivers = new ArrayList<>();
  private final Deque<ReaderJob<?>> waiting = new ArrayDeque<>();
  private @Nullable CardConnection card;
  private @Nullable CardReaderDriver within;
  private Refusal found;
  private long nextLook;
  private boolean stopped;
  private boolean ended;

  /**
   * @param random jitter of the pauses between attempts at a reader that is not reached
   */
  Reader(ReaderId id, Pace pace, InstantSource clock, RandomGenerator random) {
    this.id = id;
    this.pace = pace;
    this.book = new ReaderBook(id, clock);
    this.unreached = new Pauses(pace.unreached(), random);
    this.found = Refusal.of(ErrorCode.READER_GONE, id.name(), "-");
    this.thread = new Thread(this::turns, "caskade-reader-" + id.name());
  }

  ReaderBook book() {
    return book;
  }

  /** Begins to look for cards; once. */
  void begin() {
    thread.start();
  }

  /** A driver for it came; the first one serves until it goes. */
  synchronized void bind(CardReaderDriver driver) {
    drivers.add(driver);
    if (drivers.size() == 1) {
      lookNow();
    }
    change();
  }

  /**
   * A driver goes; after this returned the thread is not in its code, unless that took too long.
   */
  void unbind(CardReaderDriver gone) {
    CardConnection open = null;
    synchronized (this) {
      boolean serving = !drivers.isEmpty() && drivers.get(0) == gone;
      drivers.remove(gone);
      if (serving) {
        open = card;
        card = null;
        lookNow();
      }
      change();
    }
    close(open);
    awaitOutside(gone);
  }

  /** How many jobs wait behind the one in progress. */
  synchronized int waiting() {
    return waiting.size();
  }

  synchronized boolean hasDriver() {
    return !drivers.isEmpty();
  }

  /** Looks for cards again. */
  synchronized void start() {
    stopped = false;
    lookNow();
    change();
  }

  /** Lets the card and the reader go until {@link #start}. */
  void stop() {
    CardConnection open;
    synchronized (this) {
      stopped = true;
      open = card;
      card = null;
      change();
    }
    close(open);
    awaitOutside(null);
  }

  /** Ends it for good; what waits is refused. */
  @Override
  public void close() {
    synchronized (this) {
      ended = true;
    }
    stop();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join(pace.farewell().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("Reader {}: its driver does not come back from a call; it is left alone", id.name());
    }
  }

  /**
   * Does something with the card in it; waits for its turn and its end.
   *
   * @throws CaskadeException READER_BUSY when the queue is full or it takes too long, else why
   *     there is no card, or what the work threw
   */
  <T> T ask(CardWork<T> work) {
    ReaderJob<T> job = new ReaderJob<>(work);
    synchronized (this) {
      if (ended) {
        throw reason().exception();
      }
      if (waiting.size() >= QUEUE) {
        book.refused();
        throw new CaskadeException(ErrorCode.READER_BUSY, id.name());
      }
      waiting.add(job);
      notifyAll();
    }
    if (!job.await(pace.patience())) {
      synchronized (this) {
        waiting.remove(job);
      }
      job.abandon();
      throw new CaskadeException(ErrorCode.READER_BUSY, id.name());
    }
    return job.result();
  }

  private void turns() {
    try {
      for (Runnable turn = next(); turn != null; turn = next()) {
        turn.run();
      }
    } finally {
      refuseAll();
    }
  }

  private synchronized void refuseAll() {
    ended = true;
    waiting.forEach(job -> job.refuse(reason()));
    waiting.clear();
  }

  /** The next thing to do, null at the end. Waits for it. */
  private synchronized @Nullable Runnable next() {
    while (!ended) {
      ReaderJob<?> job = waiting.poll();
      if (job != null) {
        return () -> serve(job);
      }
      long left = nextLook - System.nanoTime();
      if (serves() && left <= 0) {
        return this::look;
      }
      try {
        if (serves()) {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        } else {
          wait();
        }
      } catch (InterruptedException e) {
        // Only ended ends it: a driver that leaves its interruption behind does not.
        LOG.debug("Reader {} was interrupted", id.name());
      }
    }
    return null;
  }

  private void serve(ReaderJob<?> job) {
    if (held() == null) {
      look();
    }
    CardReaderDriver driver = enter();
    CardConnection present = held();
    if (driver == null || present == null) {
      leave();
      job.refuse(reason());
      return;
    }
    WatchedCard watched = new WatchedCard(present, book, job::isAbandoned);
    try {
      book.become(ReaderState.BUSY);
      Optional<Refusal> refused = job.run(id.name(), watched);
      refused.ifPresent(why -> refused(why, job));
      watched.failure().ifPresent(failure -> lose(present, failure));
    } finally {
      leave();
    }
    job.tell();
  }

  /**
   * What ended because its driver went, or because somebody stopped it, is not the card's fault.
   */
  private void refused(Refusal why, ReaderJob<?> job) {
    boolean still;
    synchronized (this) {
      still = serves();
    }
    if (!still) {
      job.refuse(reason());
    } else if (why.concernsReader()) {
      book.wrong(why);
    }
  }

  private void look() {
    CardReaderDriver driver = enter();
    if (driver == null) {
      return;
    }
    try {
      CardConnection present = held();
      if (present == null) {
        connect(driver);
      } else if (isIn(present)) {
        lookLater(pace.look());
      } else {
        lose(present, Refusal.of(ErrorCode.CARD_ABSENT, id.name()));
      }
    } finally {
      leave();
    }
  }

  private boolean isIn(CardConnection present) {
    try {
      return present.present();
    } catch (RuntimeException | LinkageError e) {
      book.failed();
      book.wrong(Refusal.of(id.name(), e));
      return false;
    }
  }

  private void connect(CardReaderDriver driver) {
    try {
      CardConnection fresh = driver.connect();
      Octets answer = fresh.answerToReset();
      Optional<Refusal> useless = Recognition.refuse(id.name(), answer);
      if (useless.isPresent()) {
        close(fresh);
        miss(useless.get());
      } else if (!keep(driver, fresh, answer)) {
        close(fresh);
      }
    } catch (RuntimeException | LinkageError e) {
      miss(Refusal.of(id.name(), e));
    }
  }

  private synchronized boolean keep(CardReaderDriver driver, CardConnection fresh, Octets answer) {
    if (!serves() || drivers.get(0) != driver) {
      return false;
    }
    card = fresh;
    unreached.reset();
    lookLater(pace.look());
    book.ready(answer);
    return true;
  }

  /** No card that could be used. */
  private synchronized void miss(Refusal why) {
    if (!serves()) {
      return;
    }
    if (why.isFailure()) {
      book.failed();
    }
    if (why.code() != ErrorCode.CARD_ABSENT) {
      book.wrong(why);
    }
    found = why;
    if (why.state() == ReaderState.NO_READER) {
      lookLater(unreached.next());
    } else {
      unreached.reset();
      lookLater(pace.look());
    }
    change();
  }

  /** The card is gone, or does not answer as it should: it is looked for anew. */
  private void lose(CardConnection lost, Refusal why) {
    synchronized (this) {
      if (card == lost) {
        card = null;
        found = why;
        lookNow();
      }
    }
    close(lost);
  }

  private synchronized @Nullable CardConnection held() {
    return card;
  }

  private synchronized @Nullable CardReaderDriver enter() {
    within = serves() ? drivers.get(0) : null;
    return within;
  }

  private synchronized void leave() {
    within = null;
    change();
  }

  private synchronized Refusal reason() {
    if (stopped || ended) {
      return Refusal.of(ErrorCode.READER_STOPPED, id.name());
    }
    return drivers.isEmpty()
        ? Refusal.of(ErrorCode.READER_NO_DRIVER, id.name(), id.driver())
        : found;
  }

  /** Monitor held, as for all below: whether there is a driver that may be called. */
  private boolean serves() {
    return !stopped && !ended && !drivers.isEmpty();
  }

  private void lookNow() {
    nextLook = System.nanoTime();
  }

  private synchronized void lookLater(Duration pause) {
    nextLook = System.nanoTime() + pause.toNanos();
  }

  private synchronized void change() {
    if (stopped) {
      book.become(ReaderState.STOPPED);
    } else if (drivers.isEmpty()) {
      book.become(ReaderState.NO_DRIVER);
    } else if (card != null) {
      book.become(ReaderState.READY);
    } else {
      book.become(found.state());
    }
    notifyAll();
  }

  /** Waits until the thread is not in a driver's code any more: in this one's, or in any. */
  private void awaitOutside(@Nullable CardReaderDriver driver) {
    if (Thread.currentThread() == thread) {
      return;
    }
    long deadline = System.nanoTime() + pace.farewell().toNanos();
    synchronized (this) {
      try {
        while (within != null && (driver == null || within == driver)) {
          long left = deadline - System.nanoTime();
          if (left <= 0) {
            LOG.warn("Reader {}: its driver does not end a call; it goes without", id.name());
            return;
          }
          TimeUnit.NANOSECONDS.timedWait(this, left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void close(@Nullable CardConnection open) {
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Reader {}: its driver failed while it let a card go: {}", id.name(), e.toString());
    }
  }
}
