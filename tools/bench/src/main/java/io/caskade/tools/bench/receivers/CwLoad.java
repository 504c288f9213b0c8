package io.caskade.tools.bench.receivers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/** Loads a control-word server from one thread: closed loop, or each client once within a time. */
final class CwLoad implements AutoCloseable {
  private static final long HIGHEST_NANOS = Duration.ofSeconds(60).toNanos();

  /** A selector waits whole milliseconds only, which is too coarse here. */
  private static final long LONGEST_NAP_NANOS = 50_000;

  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Selector selector = Selector.open();
  private final List<? extends CwPeer> peers;
  private Histogram latencies = fresh();
  private long denied;
  private long wrong;

  /** Gives a client its next ECM. */
  interface Next {
    CwEcms.Ecm ecm(int client);
  }

  /**
   * What a run gave.
   *
   * @param found with the right words
   * @param lost questions without any answer after 10 s
   */
  record Result(
      long found, long denied, long wrong, long lost, Duration took, Histogram latencies) {
    double perSecond() {
      return found / (took.toNanos() / 1e9);
    }

    double millis(double percentile) {
      return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    boolean clean() {
      return denied == 0 && wrong == 0 && lost == 0;
    }
  }

  /**
   * @param peers logged in
   */
  CwLoad(List<? extends CwPeer> peers) throws IOException {
    this.peers = peers;
    for (int i = 0; i < peers.size(); i++) {
      peers.get(i).socket().register(selector, SelectionKey.OP_READ, i);
    }
  }

  /** Each client asks again when it was answered. */
  Result closedLoop(Duration duration, Next next) throws IOException {
    begin();
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    for (int i = 0; i < peers.size(); i++) {
      peers.get(i).ask(next.ecm(i), System.nanoTime());
    }
    long now = start;
    while (now < end) {
      turn(20, client -> again(client, next));
      now = System.nanoTime();
    }
    Histogram counted = latencies.copy();
    drain();
    return new Result(
        counted.getTotalCount(),
        denied,
        wrong,
        unanswered(),
        Duration.ofNanos(now - start),
        counted);
  }

  /** Each client asks once, spread evenly over a time; latency counts from its due time. */
  Result once(Duration within, Next next) throws IOException {
    begin();
    long start = System.nanoTime();
    long step = within.toNanos() / peers.size();
    for (int i = 0; i < peers.size(); ) {
      long now = System.nanoTime();
      for (; i < peers.size() && start + i * step <= now; i++) {
        peers.get(i).ask(next.ecm(i), start + i * step);
      }
      turn(0, client -> {});
      long due = start + i * step - System.nanoTime();
      LockSupport.parkNanos(Math.max(0, Math.min(LONGEST_NAP_NANOS, due)));
    }
    drain();
    return new Result(
        latencies.getTotalCount(),
        denied,
        wrong,
        unanswered(),
        Duration.ofNanos(System.nanoTime() - start),
        latencies.copy());
  }

  private void again(int client, Next next) {
    try {
      peers.get(client).ask(next.ecm(client), System.nanoTime());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void begin() {
    latencies = fresh();
    denied = 0;
    wrong = 0;
  }

  private void turn(long waitMillis, IntConsumer answered) throws IOException {
    if (waitMillis == 0) {
      selector.selectNow();
    } else {
      selector.select(waitMillis);
    }
    for (SelectionKey key : selector.selectedKeys()) {
      int client = (Integer) key.attachment();
      CwPeer peer = peers.get(client);
      peer.read(
          (from, kind, sentAt) -> {
            count(kind, sentAt);
            answered.accept(client);
          });
      peer.flush();
    }
    selector.selectedKeys().clear();
  }

  private void count(CwPeer.Kind kind, long sentAt) {
    switch (kind) {
      case FOUND ->
          latencies.recordValue(Math.min(HIGHEST_NANOS, Math.max(1, System.nanoTime() - sentAt)));
      case NOT_FOUND -> denied++;
      case WRONG -> wrong++;
      default -> throw new IllegalStateException(kind.name());
    }
  }

  private void drain() throws IOException {
    long end = System.nanoTime() + DRAIN.toNanos();
    while (unanswered() > 0 && System.nanoTime() < end) {
      turn(5, client -> {});
    }
  }

  private long unanswered() {
    return peers.stream().filter(CwPeer::inFlight).count();
  }

  private static Histogram fresh() {
    return new Histogram(1, HIGHEST_NANOS, 3);
  }

  @Override
  public void close() throws IOException {
    for (CwPeer peer : peers) {
      peer.close();
    }
    selector.close();
  }
}
