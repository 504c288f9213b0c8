package io.caskade.tools.bench.faults;

import java.time.Duration;

/**
 * How large everything is.
 *
 * @param channels of the SCS load
 * @param streams of each channel
 * @param cards of the head-end
 * @param hold how long a fault lasts
 * @param diskFull how long a disk stays full after the first refusal
 * @param peers that crowd each port
 * @param keyChanges how often the process is killed while keys change, in a round
 * @param probeSeconds of the EMMG: how long a MUX may be silent before it is asked
 * @param maxCompTime after which an answer is late
 */
record Scale(
    int channels,
    int streams,
    int cards,
    Duration hold,
    Duration diskFull,
    int peers,
    int keyChanges,
    int probeSeconds,
    Duration maxCompTime) {
  private static final Duration PROMISED = Duration.ofMillis(500);

  static final Scale FULL =
      new Scale(
          4, 50, 20_000, Duration.ofSeconds(10), Duration.ofSeconds(25), 10_000, 3, 30, PROMISED);
  static final Scale QUICK =
      new Scale(4, 50, 6_000, Duration.ofSeconds(4), Duration.ofSeconds(4), 2_000, 1, 3, PROMISED);

  /** The same with another limit for answers. */
  Scale answeredWithin(Duration limit) {
    return new Scale(
        channels, streams, cards, hold, diskFull, peers, keyChanges, probeSeconds, limit);
  }
}
