package io.caskade.emm.carousel;

import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.EmmWorker;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The EMM worker of one network in one feed: made anew when the profile was swapped, the network
 * changed or a zone changed its offset. Guarded by the feed.
 */
final class NetworkWorker {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkWorker.class);
  private static final long NEVER = Long.MIN_VALUE;

  private final NetworkId network;
  private final Surroundings surroundings;

  private long seenStamp = NEVER;
  private long seenMinute = NEVER;
  private @Nullable CasProfile profile;
  private @Nullable CardCalendar calendar;
  private @Nullable EmmWorker worker;

  NetworkWorker(NetworkId network, Surroundings surroundings) {
    this.network = network;
    this.surroundings = surroundings;
  }

  /** Null while no profile serves the network. */
  @Nullable EmmWorker at(Instant now) {
    long stamp = surroundings.stamp();
    long minute = Math.floorDiv(now.getEpochSecond(), 60L);
    if (stamp != seenStamp || minute != seenMinute) {
      seenStamp = stamp;
      seenMinute = minute;
      renew(now);
    }
    return worker;
  }

  /**
   * Closes the worker when its profile serves no more: after the call nothing of the old bundle is
   * held. The next {@link #at} makes another.
   */
  @SuppressWarnings("ReferenceEquality")
  void leaveOldProfile() {
    CasProfile present =
        surroundings
            .network(network)
            .flatMap(serving -> surroundings.profile(serving.profile()))
            .orElse(null);
    if (present != profile) {
      close();
    }
  }

  void close() {
    EmmWorker old = worker;
    worker = null;
    profile = null;
    calendar = null;
    seenStamp = NEVER;
    if (old != null) {
      try {
        old.close();
      } catch (RuntimeException | LinkageError e) {
        // Classes of a bundle that was stopped may fail to load; its keys go with the worker.
        LOG.warn("the old EMM worker of network {} did not close cleanly", network, e);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private void renew(Instant now) {
    Optional<Network> serving = surroundings.network(network);
    CasProfile nextProfile =
        serving.flatMap(present -> surroundings.profile(present.profile())).orElse(null);
    CardCalendar nextCalendar = serving.map(present -> calendar(present, now)).orElse(null);
    if (worker != null && nextProfile == profile && Objects.equals(calendar, nextCalendar)) {
      return;
    }
    long stamp = seenStamp;
    close();
    seenStamp = stamp;
    if (nextProfile == null || nextCalendar == null) {
      return;
    }
    try {
      worker = nextProfile.emmWorker(nextCalendar);
      profile = nextProfile;
      calendar = nextCalendar;
    } catch (RuntimeException | LinkageError e) {
      LOG.error("the profile of network {} makes no EMM worker; tried again soon", network, e);
    }
  }

  private static CardCalendar calendar(Network network, Instant now) {
    return new CardCalendar(
        network.zone().getRules().getOffset(now),
        network.legacyPhpZone(),
        network.legacyPhpZone().getRules().getOffset(now));
  }
}
