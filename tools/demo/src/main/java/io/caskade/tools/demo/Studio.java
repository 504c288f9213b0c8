package io.caskade.tools.demo;

import io.caskade.tools.simulator.Simulation;
import io.caskade.tools.simulator.box.Viewer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Runs the simulation in a thread of its own and shows it from outside in snapshots. */
final class Studio implements AutoCloseable {
  private static final long STEP = 100_000_000L;
  private static final long JOIN_MS = 5_000;

  private final Simulation simulation;
  private final List<Viewer> viewers;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread = new Thread(this::run, "demo-studio");
  private Snapshot latest;
  private @Nullable Exception failure;
  private boolean ended;

  Studio(Simulation simulation, List<Viewer> viewers) {
    this.simulation = simulation;
    this.viewers = List.copyOf(viewers);
    this.latest = snapshot();
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (simulation.runUntil(simulation.time() + STEP)) {
        publish(snapshot());
      }
    } catch (IOException | RuntimeException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private void fail(Exception e) {
    lock.lock();
    try {
      failure = e;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void publish(Snapshot snapshot) {
    lock.lock();
    try {
      latest = snapshot;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private Snapshot snapshot() {
    List<Snapshot.Box> boxes =
        viewers.stream()
            .map(
                viewer ->
                    new Snapshot.Box(
                        viewer.report(),
                        viewer.comparisons().entrySet().stream()
                            .map(
                                entry ->
                                    new Snapshot.Comparison(
                                        entry.getKey(),
                                        entry.getValue().equal(),
                                        entry.getValue().different(),
                                        entry.getValue().notShown()))
                            .toList()))
            .toList();
    return new Snapshot(simulation.time(), simulation.report(), boxes);
  }

  Snapshot now() {
    lock.lock();
    try {
      return latest;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a snapshot is as wished, or the stream has gone on for so long.
   *
   * @param patience nanoseconds of the stream
   * @return the last snapshot, as wished or not
   * @throws DemoException when the simulation failed
   */
  Snapshot await(Predicate<Snapshot> wish, long patience) throws InterruptedException {
    lock.lock();
    try {
      long end = latest.time() + patience;
      while (!wish.test(latest) && latest.time() < end) {
        if (ended) {
          throw ended();
        }
        changed.await(1, TimeUnit.SECONDS);
      }
      return latest;
    } finally {
      lock.unlock();
    }
  }

  private DemoException ended() {
    Exception reason = failure;
    return reason == null
        ? new DemoException("The simulation ended by itself.")
        : new DemoException("The simulation failed: " + reason.getMessage(), reason);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(JOIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
