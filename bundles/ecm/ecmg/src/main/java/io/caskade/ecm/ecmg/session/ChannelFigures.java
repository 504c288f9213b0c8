package io.caskade.ecm.ecmg.session;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Totals of the channels with one ECM_channel_id in one network, over all their connections. Any
 * thread.
 */
final class ChannelFigures {
  private final String network;
  private final String channel;
  private final LatencyHistogram answers;
  private final AtomicInteger openStreams = new AtomicInteger();
  private final LongAdder provisions = new LongAdder();
  private final LongAdder ecms = new LongAdder();
  private final LongAdder parked = new LongAdder();

  /**
   * @param answers of the network
   */
  ChannelFigures(String network, String channel, LatencyHistogram answers) {
    this.network = network;
    this.channel = channel;
    this.answers = answers;
  }

  /** A CW_provision came for a stream; {@code now} in the loop's nanoseconds. */
  void provisioned(StreamFigures stream, long now) {
    provisions.increment();
    stream.provisioned(now);
  }

  /** It was answered by its ECM. */
  void answered(long nanos) {
    ecms.increment();
    answers.record(nanos);
  }

  /** It waits for a profile. */
  void parked() {
    parked.increment();
  }

  void opened() {
    openStreams.incrementAndGet();
  }

  void closed() {
    openStreams.decrementAndGet();
  }

  String network() {
    return network;
  }

  String channel() {
    return channel;
  }

  int openStreams() {
    return openStreams.get();
  }

  long provisions() {
    return provisions.sum();
  }

  long ecms() {
    return ecms.sum();
  }

  long parkedTotal() {
    return parked.sum();
  }
}
