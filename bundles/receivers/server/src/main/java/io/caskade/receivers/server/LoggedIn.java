package io.caskade.receivers.server;

import io.caskade.api.receivers.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Who is logged in under which name: from one address at a time. Any thread. */
final class LoggedIn {
  private final ConcurrentMap<String, List<ServerSession>> byName = new ConcurrentHashMap<>();

  /**
   * Lets a client in.
   *
   * @param newestWins whether those at other addresses go, or it does
   * @param most connections at a time
   * @param replaced gets those that have to go
   * @return why it has to go
   */
  Optional<Refusal> enter(
      ServerSession fresh, boolean newestWins, int most, Collection<ServerSession> replaced) {
    List<Refusal> refusal = new ArrayList<>(1);
    byName.compute(
        fresh.name(),
        (name, present) -> {
          List<ServerSession> before = present == null ? List.of() : present;
          List<ServerSession> others =
              before.stream().filter(one -> !one.address().equals(fresh.address())).toList();
          if (!others.isEmpty() && !newestWins) {
            refusal.add(Refusal.IN_USE);
            return before;
          }
          List<ServerSession> after = new ArrayList<>(before);
          after.removeAll(others);
          while (after.size() >= most) {
            replaced.add(after.remove(0));
          }
          replaced.addAll(others);
          after.add(fresh);
          return List.copyOf(after);
        });
    return refusal.stream().findFirst();
  }

  void leave(ServerSession gone) {
    byName.computeIfPresent(
        gone.name(),
        (name, present) -> {
          List<ServerSession> left = present.stream().filter(one -> one != gone).toList();
          return left.isEmpty() ? null : left;
        });
  }

  List<ServerSession> of(String name) {
    return byName.getOrDefault(name, List.of());
  }

  List<ServerSession> all() {
    return byName.values().stream().flatMap(List::stream).toList();
  }
}
