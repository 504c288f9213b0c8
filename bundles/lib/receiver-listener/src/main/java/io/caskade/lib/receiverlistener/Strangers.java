package io.caskade.lib.receiverlistener;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is connected and has not logged in, oldest first. When there are too many the newcomer's own
 * address gives one up, if it has any; otherwise the oldest of all goes. So a crowd from one
 * address sends itself away and not the subscribers. Any thread.
 */
final class Strangers {
  private final Set<Connection> all = new LinkedHashSet<>();
  private final Map<InetAddress, Set<Connection>> byAddress = new HashMap<>();

  /**
   * Adds one.
   *
   * @return who has to go for it
   */
  synchronized Optional<Connection> add(Connection newcomer, int most) {
    Set<Connection> neighbours =
        byAddress.computeIfAbsent(newcomer.address().getAddress(), unused -> new LinkedHashSet<>());
    Optional<Connection> leaving =
        all.size() < most ? Optional.empty() : first(neighbours.isEmpty() ? all : neighbours);
    leaving.ifPresent(this::remove);
    all.add(newcomer);
    // The set of this address may have been dropped with its last one.
    byAddress
        .computeIfAbsent(newcomer.address().getAddress(), unused -> new LinkedHashSet<>())
        .add(newcomer);
    return leaving;
  }

  synchronized void remove(Connection known) {
    if (all.remove(known)) {
      byAddress.computeIfPresent(
          known.address().getAddress(),
          (address, neighbours) -> {
            neighbours.remove(known);
            return neighbours.isEmpty() ? null : neighbours;
          });
    }
  }

  synchronized int size() {
    return all.size();
  }

  private static Optional<Connection> first(Set<Connection> some) {
    Iterator<Connection> oldest = some.iterator();
    return oldest.hasNext() ? Optional.of(oldest.next()) : Optional.empty();
  }
}
