package io.caskade.lib.ts.scrambling;

import io.caskade.lib.ts.TsPacket;

/**
 * How much of a stream is scrambled, over the last few seconds: packets with payload, by their
 * transport_scrambling_control. Not synchronised.
 */
public final class ScramblingShare {
  private static final int BUCKETS = 5;

  private final long bucketNanos;
  private final long[] scrambled = new long[BUCKETS];
  private final long[] clear = new long[BUCKETS];
  private long present = Long.MIN_VALUE;

  /**
   * @param windowNanos length of the window, at least 5 ns
   */
  public ScramblingShare(long windowNanos) {
    this.bucketNanos = windowNanos / BUCKETS;
  }

  /**
   * Counts a packet.
   *
   * @param nanos monotonic time; never falls
   */
  public void count(TsPacket packet, long nanos) {
    if (packet.payloadLength() == 0) {
      return;
    }
    turn(nanos);
    int bucket = (int) Math.floorMod(present, (long) BUCKETS);
    if (packet.scramblingControl() == 0) {
      clear[bucket]++;
    } else {
      scrambled[bucket]++;
    }
  }

  /** Packets counted in the window that ends now. */
  public long packets(long nanos) {
    turn(nanos);
    return sum(scrambled) + sum(clear);
  }

  /** Share of the packets in the window that are in the clear, 0 to 1; 0 when there are none. */
  public double clearShare(long nanos) {
    long all = packets(nanos);
    return all == 0 ? 0 : (double) sum(clear) / all;
  }

  /** Forgets everything. */
  public void reset() {
    present = Long.MIN_VALUE;
  }

  private void turn(long nanos) {
    long now = Math.floorDiv(nanos, bucketNanos);
    // Nothing of the window is left when it is as far back as all buckets together.
    long first = present == Long.MIN_VALUE || now - present >= BUCKETS ? now - BUCKETS : present;
    for (long bucket = first + 1; bucket <= now; bucket++) {
      int at = (int) Math.floorMod(bucket, (long) BUCKETS);
      scrambled[at] = 0;
      clear[at] = 0;
    }
    present = Math.max(now, first);
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
