package io.caskade.faces.rest.events;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.FeedListener;
import io.caskade.api.rights.SealedChange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the sealed feed for whoever listens. Each listener has a place of its own in the feed, so
 * that a slow one delays nobody.
 */
public final class EventStreams implements FeedListener {
  private static final int AT_ONCE = 200;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Duration heartbeat;
  private long sealed;
  private int open;
  private boolean closed;

  public EventStreams() {
    this(HEARTBEAT);
  }

  EventStreams(Duration heartbeat) {
    this.heartbeat = heartbeat;
  }

  @Override
  public synchronized void sealed(long seq) {
    sealed = Math.max(sealed, seq);
    notifyAll();
  }

  /** Ends all streams; later ones end at once. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** How many listen. */
  public synchronized int open() {
    return open;
  }

  /**
   * Takes a place.
   *
   * @throws CaskadeException OVERLOADED when there are as many already
   */
  public synchronized void enter(int most) {
    if (open >= most) {
      throw new CaskadeException(ErrorCode.OVERLOADED, "streams of events");
    }
    open++;
  }

  /** Gives the place back. */
  public synchronized void leave() {
    open--;
  }

  /**
   * Tells all changes after a number until the listener goes away ({@link IOException}) or this is
   * closed.
   *
   * @param tell one change; {@code null} is a heartbeat
   */
  public void follow(ChangeFeed feed, long after, Listener tell) throws IOException {
    long told = after;
    while (!isClosed()) {
      List<SealedChange> changes = feed.after(told, AT_ONCE);
      for (SealedChange change : changes) {
        tell.tell(change);
        told = change.seq();
      }
      if (changes.isEmpty()) {
        tell.tell(null);
        await(told);
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Until something is sealed, or for a heartbeat: hints may be lost. */
  private synchronized void await(long told) throws IOException {
    try {
      if (!closed && sealed <= told) {
        wait(heartbeat.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Who is told. */
  public interface Listener {
    void tell(@Nullable SealedChange change) throws IOException;
  }
}
