package io.caskade.tools.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Loads an ECMG from one thread: closed loop, paced, or everything in the same instant. */
final class EcmLoad implements AutoCloseable {
  private static final long HIGHEST_NANOS = Duration.ofSeconds(60).toNanos();

  /** A selector waits whole milliseconds only, which is too coarse here. */
  private static final long LONGEST_NAP_NANOS = 50_000;

  private final Selector selector = Selector.open();
  private final List<EcmgPeer> peers = new ArrayList<>();
  private Histogram latencies = fresh();
  private long errors;

  /**
   * What a run gave.
   *
   * @param ecms answered
   * @param errors stream_error and channel_error
   * @param unanswered provisions without any answer when the run ended
   */
  record Result(long ecms, long errors, long unanswered, Duration took, Histogram latencies) {
    double perSecond() {
      return ecms / (took.toNanos() / 1e9);
    }
  }

  EcmLoad(InetSocketAddress target, int superCasId, int sessions, int streams) throws IOException {
    for (int id = 1; id <= sessions; id++) {
      EcmgPeer peer = new EcmgPeer(target, superCasId, id, streams);
      peers.add(peer);
      peer.socket().register(selector, SelectionKey.OP_READ, peer);
    }
  }

  /** Each stream sends its next provision when the last one was answered. */
  Result closedLoop(Duration duration) throws IOException {
    begin();
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    for (EcmgPeer peer : peers) {
      for (int stream = 1; stream <= peer.streams(); stream++) {
        peer.provision(stream, System.nanoTime());
      }
      peer.flush();
    }
    long measured = start;
    while (measured < end) {
      turn(20, true);
      measured = System.nanoTime();
    }
    Histogram counted = latencies.copy();
    long errorsThen = errors;
    drain();
    return new Result(
        counted.getTotalCount(),
        errorsThen,
        unanswered(),
        Duration.ofNanos(measured - start),
        counted);
  }

  /**
   * Each stream sends one provision each second, spread evenly; latency counts from its due time,
   * so a late load program is counted, too.
   */
  Result paced(Duration duration) throws IOException {
    begin();
    int slots = peers.stream().mapToInt(EcmgPeer::streams).sum();
    long step = Duration.ofSeconds(1).toNanos() / slots;
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    long due = start;
    int slot = 0;
    while (System.nanoTime() < end) {
      boolean sent = false;
      for (; due <= System.nanoTime(); due += step) {
        EcmgPeer peer = peers.get(slot % peers.size());
        int stream = slot / peers.size() % peer.streams() + 1;
        slot++;
        if (!peer.inFlight(stream)) {
          peer.provision(stream, due);
          sent = true;
        }
      }
      if (sent) {
        flushAll();
      }
      turn(0, false);
      LockSupport.parkNanos(Math.max(0, Math.min(LONGEST_NAP_NANOS, due - System.nanoTime())));
    }
    drain();
    return result(start);
  }

  /** All streams send one provision in the same instant; ends when all are answered. */
  Result burst(Duration patience) throws IOException {
    begin();
    long start = System.nanoTime();
    for (EcmgPeer peer : peers) {
      for (int stream = 1; stream <= peer.streams(); stream++) {
        peer.provision(stream, start);
      }
    }
    long end = start + patience.toNanos();
    while (unanswered() > 0 && System.nanoTime() < end) {
      flushAll();
      turn(1, false);
    }
    return result(start);
  }

  private Result result(long start) {
    return new Result(
        latencies.getTotalCount(),
        errors,
        unanswered(),
        Duration.ofNanos(System.nanoTime() - start),
        latencies.copy());
  }

  private void begin() {
    latencies = fresh();
    errors = 0;
  }

  private void turn(long waitMillis, boolean again) throws IOException {
    if (waitMillis == 0) {
      selector.selectNow();
    } else {
      selector.select(waitMillis);
    }
    for (SelectionKey key : selector.selectedKeys()) {
      EcmgPeer peer = (EcmgPeer) key.attachment();
      peer.read((from, type, stream, sentAt) -> record(from, type, stream, sentAt, again));
      peer.flush();
    }
    selector.selectedKeys().clear();
  }

  private void record(EcmgPeer peer, int type, int stream, long sentAt, boolean again) {
    long now = System.nanoTime();
    if (type == EcmgPeer.ECM_RESPONSE) {
      latencies.recordValue(Math.min(HIGHEST_NANOS, Math.max(1, now - sentAt)));
    } else if (type == EcmgPeer.STREAM_ERROR || type == EcmgPeer.CHANNEL_ERROR) {
      errors++;
    } else {
      return;
    }
    if (again && stream > 0) {
      peer.provision(stream, now);
    }
  }

  private void drain() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (unanswered() > 0 && System.nanoTime() < end) {
      flushAll();
      turn(5, false);
    }
  }

  private void flushAll() throws IOException {
    for (EcmgPeer peer : peers) {
      peer.flush();
    }
  }

  private long unanswered() {
    long count = 0;
    for (EcmgPeer peer : peers) {
      for (int stream = 1; stream <= peer.streams(); stream++) {
        if (peer.inFlight(stream)) {
          count++;
        }
      }
    }
    return count;
  }

  private static Histogram fresh() {
    return new Histogram(1, HIGHEST_NANOS, 3);
  }

  @Override
  public void close() throws IOException {
    for (EcmgPeer peer : peers) {
      peer.close();
    }
    selector.close();
  }
}
