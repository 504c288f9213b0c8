package io.caskade.tools.simulator.mux;

import io.caskade.api.base.Octets;
import io.caskade.lib.simulcrypt.SectionTspktFlag;

/** Puts EMMs into a queue without a connection. */
public final class EmmTestAccess {
  private EmmTestAccess() {}

  public static boolean offer(EmmQueue queue, SectionTspktFlag form, Octets datagram) {
    return queue.offer(new EmmQueue.Emm(form, datagram));
  }
}
