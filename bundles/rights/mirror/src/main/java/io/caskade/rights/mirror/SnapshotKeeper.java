package io.caskade.rights.mirror;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.keys.StreamSeal;
import io.caskade.api.ops.AlarmCode;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the snapshot when something changed, not too often; a disk that is full is an alarm and
 * nothing else stops.
 */
final class SnapshotKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

  private final MirrorTable table;
  private final StandingAlarms alarms;
  private final Supplier<MirrorSettings> settings;
  private final LongSupplier nanos;

  private volatile Optional<Kept> shown = Optional.empty();
  private @Nullable MirrorImage kept;
  private @Nullable Path keptAt;
  private long tried;
  private boolean everTried;

  SnapshotKeeper(
      MirrorTable table,
      StandingAlarms alarms,
      Supplier<MirrorSettings> settings,
      LongSupplier nanos) {
    this.table = table;
    this.alarms = alarms;
    this.settings = settings;
    this.nanos = nanos;
  }

  /** Up to which change the file holds the cards, and when it was written. */
  record Kept(long seq, Instant at) {}

  /** What the file holds; empty before the first one was read or written. Any thread. */
  Optional<Kept> shown() {
    return shown;
  }

  /** Publishes what the file holds, if it is sound. */
  synchronized void load(StreamSeal seal) {
    Path path = settings.get().snapshot();
    var file = new SnapshotFile(path);
    long began = nanos.getAsLong();
    try {
      Optional<MirrorImage> read = file.read(seal);
      if (read.isPresent()) {
        kept = read.get();
        keptAt = path;
        table.publish(kept);
        shown = file.writtenAt().map(at -> new Kept(read.get().position().seq(), at));
        LOG.info(
            "{} cards were read from {} in {} ms, at change {}",
            kept.size(),
            path,
            Duration.ofNanos(nanos.getAsLong() - began).toMillis(),
            kept.position().seq());
      }
    } catch (CaskadeException e) {
      LOG.error("{} The cards are read from the database instead.", e.getMessage(), e);
      if (e.getCause() instanceof StreamCorruptedException) {
        setAside(file);
      }
    }
  }

  private static void setAside(SnapshotFile file) {
    try {
      file.setAside();
    } catch (IOException e) {
      LOG.warn("the refused snapshot cannot be set aside and will be overwritten", e);
    }
  }

  /** Writes when something changed and the last attempt is long enough ago. */
  synchronized void tick(StreamSeal seal) {
    long wait = settings.get().snapshotEvery().toNanos();
    if (!everTried || nanos.getAsLong() - tried >= wait) {
      write(seal);
    }
  }

  /** Each change makes another image, so identity tells whether something changed. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isKept(MirrorImage image) {
    return image == kept;
  }

  /** Writes when something changed. */
  synchronized void write(StreamSeal seal) {
    MirrorImage image = table.image();
    Path path = settings.get().snapshot();
    if (!image.complete() || (isKept(image) && path.equals(keptAt))) {
      return;
    }
    everTried = true;
    tried = nanos.getAsLong();
    try {
      new SnapshotFile(path).write(image, seal);
      kept = image;
      keptAt = path;
      shown = Optional.of(new Kept(image.position().seq(), table.now()));
      if (alarms.end(AlarmCode.SNAPSHOT_NOT_WRITTEN)) {
        LOG.info("the snapshot {} is written again", path);
      }
    } catch (IOException | CaskadeException e) {
      if (alarms.raise(AlarmCode.SNAPSHOT_NOT_WRITTEN, e.toString())) {
        LOG.warn("the snapshot {} cannot be written; it is tried again", path, e);
      }
    }
  }
}
