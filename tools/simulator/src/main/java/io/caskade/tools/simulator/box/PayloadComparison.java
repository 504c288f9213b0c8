package io.caskade.tools.simulator.box;

import io.caskade.lib.ts.TsPacket;
import io.caskade.tools.simulator.input.PacketSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Holds what a box shows against the input: each packet with payload of an elementary PID must be
 * the next one of that PID in a second run over the same input. Confined to a thread.
 */
public final class PayloadComparison implements AutoCloseable {
  private final PacketSource reference;
  private final Set<Integer> pids;
  private final Map<Integer, Deque<byte[]>> expected = new HashMap<>();
  private final byte[] packet = new byte[TsPacket.SIZE];
  private long equal;
  private long different;
  private long notShown;

  /**
   * @param reference the input from its beginning; is closed with this object
   * @param pids elementary streams to compare
   */
  public PayloadComparison(PacketSource reference, Set<Integer> pids) {
    this.reference = reference;
    this.pids = Set.copyOf(pids);
  }

  /**
   * Takes what the box made of a packet.
   *
   * @param shown false when it stayed dark: its place counts, its payload cannot be compared
   */
  public void packet(TsPacket received, boolean shown) throws IOException {
    if (!pids.contains(received.pid()) || received.payloadLength() == 0) {
      return;
    }
    byte[] payload = next(received.pid());
    if (!shown) {
      notShown++;
    } else if (Arrays.equals(payload, received.payload())) {
      equal++;
    } else {
      different++;
    }
  }

  private byte[] next(int pid) throws IOException {
    Deque<byte[]> queue = expected.computeIfAbsent(pid, p -> new ArrayDeque<>());
    while (queue.isEmpty()) {
      if (reference.read(packet) != PacketSource.Read.PACKET) {
        return new byte[0];
      }
      TsPacket view = new TsPacket(packet, 0);
      if (pids.contains(view.pid()) && view.payloadLength() > 0) {
        expected.computeIfAbsent(view.pid(), p -> new ArrayDeque<>()).add(view.payload());
      }
    }
    return queue.remove();
  }

  /** Packets whose payload was the input's, in its order. */
  public long equal() {
    return equal;
  }

  /** Packets whose payload was another one. */
  public long different() {
    return different;
  }

  /** Packets that stayed dark. */
  public long notShown() {
    return notShown;
  }

  @Override
  public void close() throws IOException {
    reference.close();
  }
}
