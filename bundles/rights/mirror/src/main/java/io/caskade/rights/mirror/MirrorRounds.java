package io.caskade.rights.mirror;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.keys.StreamSeal;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.rights.ChangeFeed;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the following thread does, round by round: the snapshot once, then the boundaries that
 * passed and the feed, with longer pauses while it cannot be read. Confined to that thread.
 */
final class MirrorRounds {
  private static final Logger LOG = LoggerFactory.getLogger(MirrorRounds.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Rounds without a store until it counts as away: at a start it comes a little later. */
  private static final int GRACE = 10;

  /** Failures before the first success until it counts as away, for the same reason. */
  private static final int PATIENCE = 3;

  /** Rounds that a database may say that it is starting. */
  private static final int LONGEST_START = 120;

  /** What the rounds use; each part may be away for a while. */
  record Services(@Nullable KeyVault vault, @Nullable StreamSeal seal, @Nullable ChangeFeed feed) {}

  private final FeedFollower follower;
  private final BoundaryWatch boundaries;
  private final SnapshotKeeper snapshot;
  private final StandingAlarms alarms;
  private final Supplier<MirrorSettings> settings;
  private final Runnable heard;

  private boolean snapshotRead;
  private @Nullable ChangeFeed followed;
  private int failures;
  private boolean everRead;
  private int roundsWithoutFeed;
  private int roundsOfStart;

  /**
   * @param heard told after each round in which the feed was read
   */
  MirrorRounds(
      FeedFollower follower,
      BoundaryWatch boundaries,
      SnapshotKeeper snapshot,
      StandingAlarms alarms,
      Supplier<MirrorSettings> settings,
      Runnable heard) {
    this.follower = follower;
    this.boundaries = boundaries;
    this.snapshot = snapshot;
    this.alarms = alarms;
    this.settings = settings;
    this.heard = heard;
  }

  /** One round; returns the pause until the next one, unless a hint comes. */
  Duration round(Services services) {
    KeyVault vault = services.vault();
    StreamSeal seal = services.seal();
    if (vault == null || seal == null) {
      return settings.get().poll();
    }
    if (!snapshotRead) {
      snapshotRead = true;
      snapshot.load(seal);
    }
    boundaries.look();
    ChangeFeed feed = services.feed();
    if (feed != followed) {
      follower.detach();
      followed = feed;
      failures = 0;
    }
    return feed == null ? withoutFeed() : follow(feed, vault);
  }

  private Duration withoutFeed() {
    String reason = "no store is running";
    if (++roundsWithoutFeed > GRACE) {
      away(reason);
    } else if (!everRead) {
      starting(reason);
    }
    return settings.get().poll();
  }

  private Duration follow(ChangeFeed feed, KeyVault vault) {
    roundsWithoutFeed = 0;
    try {
      boolean more = follower.follow(feed, vault);
      heard.run();
      failures = 0;
      everRead = true;
      roundsOfStart = 0;
      alarms.end(AlarmCode.DATABASE_STARTING);
      if (alarms.end(AlarmCode.DATABASE_UNREACHABLE)) {
        LOG.info("the database answers again; the cards follow it");
      }
      return more ? Duration.ZERO : settings.get().poll();
    } catch (CaskadeException e) {
      if (e.code() == ErrorCode.DATABASE_STARTING && ++roundsOfStart <= LONGEST_START) {
        follower.detach();
        starting(reason(e));
        return settings.get().poll();
      }
      return failed(reason(e), e);
    } catch (RuntimeException e) {
      return failed(e.toString(), e);
    }
  }

  /** The alarm has a text of its own around the reason. */
  private static String reason(CaskadeException e) {
    boolean database =
        e.code() == ErrorCode.DATABASE_STARTING || e.code() == ErrorCode.DATABASE_UNAVAILABLE;
    return String.valueOf(database ? e.arguments().get(0) : e.getMessage());
  }

  private void starting(String reason) {
    if (!alarms.stands(AlarmCode.DATABASE_UNREACHABLE)) {
      alarms.raise(AlarmCode.DATABASE_STARTING, reason);
    }
  }

  /** True when it was not known yet. */
  private boolean away(String reason) {
    alarms.end(AlarmCode.DATABASE_STARTING);
    return alarms.raise(AlarmCode.DATABASE_UNREACHABLE, reason);
  }

  private Duration failed(String reason, RuntimeException e) {
    follower.detach();
    if (!everRead && failures < PATIENCE && roundsOfStart <= LONGEST_START) {
      starting(reason);
    } else if (away(reason)) {
      LOG.warn("the change feed cannot be read; EMMs go on from memory, it is tried again", e);
    }
    Duration pause = settings.get().poll().multipliedBy(1L << Math.min(failures, 16));
    failures++;
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
