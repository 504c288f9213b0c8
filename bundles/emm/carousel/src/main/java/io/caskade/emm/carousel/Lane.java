package io.caskade.emm.carousel;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.emm.EmmAudience;
import io.caskade.api.rights.Urgency;

/** One network in one feed: its changes, its cycle, its worker. Guarded by the feed. */
final class Lane {
  private final NetworkId network;
  private final ChangeQueue single = new ChangeQueue();
  private final ChangeQueue bulk = new ChangeQueue();
  private final NetworkCycle cycle;
  private final NetworkWorker worker;

  Lane(NetworkId network, EmmAudience audience, Surroundings surroundings) {
    this.network = network;
    cycle = new NetworkCycle(network, audience.regions(), audience.minRepeat().toNanos());
    worker = new NetworkWorker(network, surroundings);
  }

  NetworkId network() {
    return network;
  }

  ChangeQueue single() {
    return single;
  }

  ChangeQueue bulk() {
    return bulk;
  }

  NetworkCycle cycle() {
    return cycle;
  }

  NetworkWorker worker() {
    return worker;
  }

  /** A card waits in one queue only; one that waits for its first turn is not set back. */
  void changed(CardSerial serial, Urgency urgency, long committedAt) {
    int number = (int) serial.value();
    if (urgency == Urgency.SINGLE) {
      bulk.remove(number);
      single.add(number, committedAt);
    } else if (!single.isFresh(number)) {
      single.remove(number);
      bulk.add(number, committedAt);
    }
  }
}
