package io.caskade.tools.simulator.mux;

import io.caskade.lib.simulcrypt.SectionTspktFlag;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The data streams that are open on any connection: a name may be open once, and a UDP packet finds
 * its stream by it (simulcrypt chapter 6.4). Safe for any thread.
 */
final class OpenStreams {
  private final Map<Name, SectionTspktFlag> open = new ConcurrentHashMap<>();

  /** client_id and data_id. */
  record Name(int clientId, int dataId) {}

  /** False when the name is open already. */
  boolean open(Name name, SectionTspktFlag form) {
    return open.putIfAbsent(name, form) == null;
  }

  void close(Name name) {
    open.remove(name);
  }

  Optional<SectionTspktFlag> form(Name name) {
    return Optional.ofNullable(open.get(name));
  }

  int count() {
    return open.size();
  }
}
