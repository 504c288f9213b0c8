package io.caskade.tools.simulator.mux;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packets that wait for a null packet to take its place, so that the rate of the stream stays what
 * it is. Whoever waited too long goes out between other packets. Confined to a thread.
 */
final class PacketInserter {
  private static final long LONGEST_WAIT = 40_000_000L;

  private final Deque<Waiting> waiting = new ArrayDeque<>();

  private static final class Waiting {
    private final byte[] packet;
    private final long since;

    Waiting(byte[] packet, long since) {
      this.packet = packet;
      this.since = since;
    }
  }

  void add(List<byte[]> packets, long now) {
    packets.forEach(packet -> waiting.add(new Waiting(packet, now)));
  }

  /** The next packet for a free place, or null. */
  byte @Nullable [] poll() {
    Waiting first = waiting.poll();
    return first == null ? null : first.packet;
  }

  /** The next packet that cannot wait for a free place any more, or null. */
  byte @Nullable [] overdue(long now) {
    Waiting first = waiting.peek();
    return first != null && now - first.since > LONGEST_WAIT ? poll() : null;
  }
}
