package io.caskade.tools.bench.soak;

import java.time.Duration;

/**
 * What is done how often.
 *
 * @param time of the measurement
 * @param warmUp before it, with the same load
 * @param streams of all channels
 * @param cards in the database
 * @param heap of the head-end, as 512m
 * @param longestPause of the whole process that is allowed
 * @param longestAnswer after which an answer is late
 * @param backup how backups are made, as {@link Backups} takes it
 */
record Plan(
    Duration time,
    Duration warmUp,
    int streams,
    int cards,
    String heap,
    Duration longestPause,
    Duration longestAnswer,
    String backup) {
  static final int CHANNELS = 16;
  static final Duration CRYPTO_PERIOD = Duration.ofSeconds(10);
  static final Duration MAX_COMP_TIME = Duration.ofMillis(500);

  /** In every third crypto period all streams provision in the same instant. */
  static final int BURST_EVERY = 3;

  static final int KBIT = 1_000;
  static final int SALE_CARDS = 500;
  static final Duration SALE_EVERY = Duration.ofMillis(100);

  /** Looks at heap, threads and files. */
  static final int SAMPLES = 24;

  Duration sampleEvery() {
    return time.dividedBy(SAMPLES);
  }

  Duration jobEvery() {
    return between(time.dividedBy(6), Duration.ofSeconds(20), Duration.ofMinutes(10));
  }

  Duration databaseRestartEvery() {
    return between(time.dividedBy(3), Duration.ofSeconds(30), Duration.ofMinutes(30));
  }

  Duration backupEvery() {
    return between(time.dividedBy(3), Duration.ofSeconds(45), Duration.ofHours(1));
  }

  private static Duration between(Duration wanted, Duration least, Duration most) {
    if (wanted.compareTo(least) < 0) {
      return least;
    }
    return wanted.compareTo(most) > 0 ? most : wanted;
  }
}
