package io.caskade.tools.simulator.mux;

import io.caskade.api.base.Octets;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** EMMs between the connections and the stream. Bounded as in real muxes; safe for any thread. */
public final class EmmQueue {
  /** What software muxes hold before they drop (simulcrypt chapter 6.3). */
  static final int CAPACITY = 1000;

  private final BlockingQueue<Emm> queue = new ArrayBlockingQueue<>(CAPACITY);

  /** One datagram of a data_provision. */
  record Emm(SectionTspktFlag form, Octets datagram) {}

  /** False when there is no room: somebody sends faster than allowed. */
  boolean offer(Emm emm) {
    return queue.offer(emm);
  }

  @Nullable Emm poll() {
    return queue.poll();
  }

  @Nullable Emm peek() {
    return queue.peek();
  }

  /** EMMs that wait. */
  public int size() {
    return queue.size();
  }
}
