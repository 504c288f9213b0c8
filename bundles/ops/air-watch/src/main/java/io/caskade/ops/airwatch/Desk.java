package io.caskade.ops.airwatch;

import io.caskade.ops.airwatch.watch.EcmOpeners;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a probe informed of what the head-end means to send; one thread, which may block. */
final class Desk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int EVERY_MS = 1_000;

  private final Probe probe;
  private final Supplier<Seams> seams;
  private final HeadEndReader reader;
  private final InstantSource clock;
  private final ScheduledExecutorService thread;

  /** Grows when keys, networks or profiles change: openers made before are not to be used. */
  private final AtomicLong edition = new AtomicLong(1);

  private long made;

  Desk(Probe probe, Supplier<Seams> seams, InstantSource clock) {
    this.probe = probe;
    this.seams = seams;
    this.reader = new HeadEndReader(probe.settings());
    this.clock = clock;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> new Thread(task, "caskade-airwatch-desk-" + probe.settings().name()));
  }

  void start() {
    thread.scheduleWithFixedDelay(this::round, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      Seams present = seams.get();
      long now = edition.get();
      if (now != made) {
        made = now;
        EcmOpeners fresh = reader.openers(present);
        probe.openers(fresh, () -> edition.get() == now);
      }
      probe.view(reader.read(present, clock.instant()));
    } catch (RuntimeException | LinkageError e) {
      // A part that is being exchanged may fail in any way; the next round sees its successor.
      LOG.warn("air watch {} could not ask the head-end", probe.settings().name(), e);
      made = 0;
    }
  }

  /** Keys, networks or profiles changed: openers are made anew. */
  void changed() {
    edition.incrementAndGet();
  }

  /** A profile goes: after this returns nothing of it is in use. */
  void withdraw() {
    edition.incrementAndGet();
    probe.dropOpeners();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
