package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.CardListener;
import io.caskade.api.rights.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners of the moment what the table shows anew. */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final List<CardListener> listeners = new CopyOnWriteArrayList<>();

  void add(CardListener listener) {
    listeners.add(listener);
  }

  void remove(CardListener listener) {
    listeners.remove(listener);
  }

  void announce(NetworkId network, List<CardSerial> serials, Urgency urgency, Instant committedAt) {
    if (serials.isEmpty()) {
      return;
    }
    for (CardListener listener : listeners) {
      try {
        listener.changed(network, serials, urgency, committedAt);
      } catch (RuntimeException e) {
        LOG.error(
            "a listener failed; {} changed cards wait for the cycle there", serials.size(), e);
      }
    }
  }
}
