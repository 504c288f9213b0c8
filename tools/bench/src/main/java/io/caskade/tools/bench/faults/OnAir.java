package io.caskade.tools.bench.faults;

import io.caskade.tools.bench.FakeMux;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The EMMs that reached the MUX. The EMM of a card is always the same bytes until its rights
 * change, so other bytes than before a sale mean that the sale is on air.
 */
final class OnAir implements FakeMux.Air {
  private static final int ADDRESS = 6;

  private final Map<Long, Integer> last = new ConcurrentHashMap<>();
  private final AtomicLong emms = new AtomicLong();

  @Override
  public void datagram(byte[] message, int offset, int length, long arrivedAt) {
    long serial = ByteBuffer.wrap(message).getInt(offset + ADDRESS) & 0xFFFF_FFFFL;
    last.put(serial, Arrays.hashCode(Arrays.copyOfRange(message, offset, offset + length)));
    emms.incrementAndGet();
  }

  /** EMMs so far. */
  long emms() {
    return emms.get();
  }

  /** Stands for the EMM of a card that came last; 0 before the first one. */
  int emm(long serial) {
    return last.getOrDefault(serial, 0);
  }
}
