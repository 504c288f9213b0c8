package io.caskade.emm.emmg.session;

import io.caskade.api.base.EmmDatagram;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.emm.FeedStatistics;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of an output, opened anew when the source behind it was exchanged or the audience
 * changed. Confined to the loop, except {@link #statistics}.
 */
final class FeedTap {
  private static final Logger LOG = LoggerFactory.getLogger(FeedTap.class);

  private final Supplier<Optional<EmmSource>> current;
  private final Counters counters;
  private volatile @Nullable EmmFeed feed;
  private @Nullable EmmSource openedBy;
  private @Nullable EmmAudience openedFor;

  FeedTap(Supplier<Optional<EmmSource>> current, Counters counters) {
    this.current = current;
    this.counters = counters;
  }

  /** The EMM whose turn it is, of at most {@code room} bytes. */
  Optional<EmmDatagram> next(EmmAudience audience, int room) {
    EmmSource source = current.get().orElse(null);
    if (source != openedBy || !audience.equals(openedFor)) {
      close();
      if (source != null) {
        feed = source.open(audience);
        openedBy = source;
        openedFor = audience;
      }
    }
    EmmFeed open = feed;
    if (open == null) {
      return Optional.empty();
    }
    try {
      return open.next(room);
    } catch (RuntimeException e) {
      // A faulty source must cost this output an EMM, not its connection.
      if (counters.of(Counter.FEED_FAILURES) == 0) {
        LOG.warn("The carousel failed, {} goes on without: {}", audience.name(), e.toString());
      }
      counters.count(Counter.FEED_FAILURES);
      return Optional.empty();
    }
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
      open.close();
    }
  }
}
