package io.caskade.emm.emmg.session;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.emm.FeedStatistics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of an output, opened anew when the source behind it was exchanged or the audience
 * changed. What a faulty source throws costs EMMs, never the connection. Confined to the loop,
 * except {@link #statistics}.
 */
final class FeedTap {
  private static final Logger LOG = LoggerFactory.getLogger(FeedTap.class);

  private final Supplier<Optional<EmmSource>> current;
  private final Counters counters;
  private volatile @Nullable EmmFeed feed;
  private @Nullable EmmSource openedBy;
  private @Nullable EmmAudience openedFor;
  private boolean failing;
  private boolean takingOver;

  FeedTap(Supplier<Optional<EmmSource>> current, Counters counters) {
    this.current = current;
    this.counters = counters;
  }

  /** The EMM whose turn it is, of at most {@code room} bytes. */
  Optional<EmmDatagram> next(EmmAudience audience, int room) {
    try {
      EmmFeed open = feedFor(audience);
      return open == null ? Optional.empty() : open.next(room);
    } catch (RuntimeException e) {
      failed(audience, e.toString());
      return Optional.empty();
    }
  }

  /** Counts a feed that did not keep to its contract; said once until a good EMM comes. */
  void failed(EmmAudience audience, String why) {
    if (!failing) {
      failing = true;
      LOG.warn("emmg {}: the carousel failed and is asked again: {}", audience.name(), why);
    }
    counters.count(Counter.FEED_FAILURES);
  }

  /** What {@link #next} gave was a good EMM. */
  void delivered() {
    failing = false;
  }

  /** What was pulled within the last {@code span} may not have reached the MUX. */
  void undelivered(EmmAudience audience, Duration span) {
    EmmFeed open = feed;
    if (open != null) {
      try {
        open.undelivered(span);
      } catch (RuntimeException e) {
        failed(audience, e.toString());
      }
    }
  }

  /** The next feed goes on for another node's. */
  void takeOver() {
    takingOver = true;
  }

  private @Nullable EmmFeed feedFor(EmmAudience audience) {
    EmmSource source = current.get().orElse(null);
    if (source != openedBy || !audience.equals(openedFor)) {
      close();
      if (source != null) {
        feed = takingOver ? source.takeOver(audience) : source.open(audience);
        takingOver = false;
        openedBy = source;
        openedFor = audience;
      }
    }
    return feed;
  }

  Optional<FeedStatistics> statistics() {
    EmmFeed open = feed;
    return open == null ? Optional.empty() : Optional.of(open.statistics());
  }

  void close() {
    EmmFeed open = feed;
    feed = null;
    openedBy = null;
    openedFor = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        LOG.warn("A feed of EMMs did not close cleanly: {}", e.toString());
      }
    }
  }
}
