package io.caskade.tools.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/**
 * What one output costs on air, and when the EMMs of changed cards come by. A section is counted as
 * the TS packets that will carry it: 183 of 188 bytes are its own. Fed by the MUX's thread.
 */
final class AirTime implements FakeMux.Air {
  private static final int PACKET = 188;
  private static final int PACKET_HEADER = 4;
  private static final int PACKET_ROOM = 183;
  private static final int UNIT_START = 0x40;
  private static final int STUFFING = 0xFF;
  private static final int ADDRESS = 6;
  private static final long SECOND = 1_000_000_000L;

  private final boolean packets;
  private final ByteBuffer unread = ByteBuffer.allocate(1 << 14).limit(0);
  private final Map<Long, Long> changedAt = new ConcurrentHashMap<>();
  private final Histogram latencies = new Histogram(1, 60 * SECOND, 3);
  private long began;
  private long last;
  private double bits;
  private double lastBits;
  private double[] seconds = new double[0];
  private long emms;

  AirTime(boolean packets) {
    this.packets = packets;
  }

  /** A card is changed at this moment; its next EMM ends the measurement. */
  void changed(long serial) {
    changedAt.put(serial, System.nanoTime());
  }

  @Override
  public synchronized void datagram(byte[] message, int offset, int length, long arrivedAt) {
    double cost = packets ? length * 8 : length * 8.0 * PACKET / PACKET_ROOM;
    if (began == 0) {
      began = arrivedAt;
    }
    int second = (int) ((arrivedAt - began) / SECOND);
    if (second >= seconds.length) {
      seconds = Arrays.copyOf(seconds, second + 60);
    }
    seconds[second] += cost;
    lastBits = arrivedAt == last ? lastBits + cost : cost;
    last = arrivedAt;
    bits += cost;
    if (packets) {
      for (int at = offset; at < offset + length; at += PACKET) {
        packet(message, at, arrivedAt);
      }
    } else {
      section(message, offset, arrivedAt);
    }
  }

  /** Sections follow one another through the payloads, up to the stuffing. */
  private void packet(byte[] message, int at, long arrivedAt) {
    boolean start = (message[at + 1] & UNIT_START) != 0;
    int from = PACKET_HEADER + (start ? 1 : 0);
    unread.compact().put(message, at + from, PACKET - from).flip();
    while (unread.remaining() >= 3) {
      if ((unread.get(unread.position()) & 0xFF) == STUFFING) {
        unread.position(unread.limit());
        return;
      }
      int length = 3 + (unread.getShort(unread.position() + 1) & 0x0FFF);
      if (unread.remaining() < length) {
        return;
      }
      section(unread.array(), unread.position(), arrivedAt);
      unread.position(unread.position() + length);
    }
  }

  private void section(byte[] bytes, int offset, long arrivedAt) {
    emms++;
    if (changedAt.isEmpty()) {
      return;
    }
    long serial = ByteBuffer.wrap(bytes).getInt(offset + ADDRESS) & 0xFFFF_FFFFL;
    Long since = changedAt.remove(serial);
    if (since != null) {
      latencies.recordValue(Math.max(1, arrivedAt - since));
    }
  }

  /** Forgets what came so far, except changes that are under way. */
  synchronized void restart() {
    began = 0;
    last = 0;
    bits = 0;
    lastBits = 0;
    emms = 0;
    seconds = new double[0];
    latencies.reset();
  }

  /**
   * What came by.
   *
   * @param bitsPerSecond over the whole time
   * @param highest bits of the second with most
   * @param emms sections
   * @param unseen changes whose EMM did not come
   * @param latencies of changes, nanoseconds
   */
  record Figures(
      double bitsPerSecond, double highest, long emms, int unseen, Histogram latencies) {}

  /** The last message opens an interval that is not paid for: it is left out of the rate. */
  synchronized Figures figures() {
    double rate = (bits - lastBits) / ((last - began) / 1e9);
    int whole = (int) ((last - began) / SECOND);
    double highest = Arrays.stream(seconds, 0, whole).max().orElse(0);
    return new Figures(rate, highest, emms, changedAt.size(), latencies.copy());
  }
}
