package io.caskade.ops.cluster;

import io.caskade.api.ops.LeaseStore;
import io.caskade.api.ops.NodeCard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Whether this node may take part: its clock is the database's, its name its own, its build not
 * older than the schema. Who is refused has written nothing.
 */
final class Admission {
  static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  /**
   * Whether a node takes part.
   *
   * @param reason why not, empty when it does
   * @param passing it may be over in a moment: after a kill the name is still the former process's
   */
  record Verdict(String reason, boolean passing) {
    static final Verdict ADMITTED = new Verdict("", false);

    static Verdict refused(String reason) {
      return new Verdict(reason, false);
    }

    boolean admitted() {
      return reason.isEmpty();
    }
  }

  private final Identity self;
  private final InstantSource wall;
  private final LongSupplier nanos;

  /**
   * @param wall the clock that is compared
   * @param nanos monotonic, for how long a question took
   */
  Admission(Identity self, InstantSource wall, LongSupplier nanos) {
    this.self = self;
    this.wall = wall;
    this.nanos = nanos;
  }

  /**
   * Announces this node when nothing speaks against it.
   *
   * @return whether this node takes part
   */
  Verdict ask(LeaseStore store) {
    List<String> newer = store.unknownChanges();
    if (!newer.isEmpty()) {
      return Verdict.refused(
          "its build "
              + self.build()
              + " is older than the database, which knows "
              + newer.get(newer.size() - 1));
    }
    Reading reading = read(store);
    if (reading.certainlyBeyond(CLOCK_TOLERANCE)) {
      return Verdict.refused(
          String.format(
              Locale.ROOT,
              "its clock is %.1f s %s the database's, more than %d s",
              reading.offset().abs().toMillis() / 1_000.0,
              reading.offset().isNegative() ? "behind" : "ahead of",
              CLOCK_TOLERANCE.toSeconds()));
    }
    NodeCard card =
        new NodeCard(
            self.node(),
            self.process(),
            self.build(),
            self.address(),
            reading.offset(),
            Instant.EPOCH,
            true);
    return store.announce(card)
        ? Verdict.ADMITTED
        : new Verdict("another live head-end has the name " + self.node(), true);
  }

  private Reading read(LeaseStore store) {
    long asked = nanos.getAsLong();
    Instant here = wall.instant();
    Instant there = store.serverTime();
    Duration half = Duration.ofNanos((nanos.getAsLong() - asked) / 2);
    return new Reading(Duration.between(there, here.plus(half)), half);
  }

  /**
   * A comparison of clocks.
   *
   * @param offset this node's less the database's
   * @param doubt by which it may be wrong, because the answer took time
   */
  private record Reading(Duration offset, Duration doubt) {
    boolean certainlyBeyond(Duration tolerance) {
      return offset.abs().minus(doubt).compareTo(tolerance) > 0;
    }
  }
}
