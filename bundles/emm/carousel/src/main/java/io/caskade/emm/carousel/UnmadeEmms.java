package io.caskade.emm.carousel;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports cards whose EMM cannot be made, one line a minute at most. Guarded by the feed. */
final class UnmadeEmms {
  private static final Logger LOG = LoggerFactory.getLogger(UnmadeEmms.class);
  private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

  private final String feed;
  private long count;
  private long reported;
  private long reportedAt;

  UnmadeEmms(String feed) {
    this.feed = feed;
  }

  long count() {
    return count;
  }

  void add(NetworkId network, CardSerial serial, Throwable reason, long now) {
    count++;
    if (reported == 0 || now - reportedAt >= PAUSE) {
      LOG.warn(
          "output {}: no EMM can be made for card {} of network {} ({} since the last report): {}",
          feed,
          serial,
          network,
          count - reported,
          reason.toString());
      reported = count;
      reportedAt = now;
    }
  }
}
