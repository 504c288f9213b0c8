package io.caskade.ops.airwatch.watch;

import io.caskade.lib.ts.scrambling.ScramblingShare;
import java.util.Optional;
import java.util.Set;

/** One elementary stream of a service. */
final class ElementaryWatch {
  private static final long WINDOW = 5 * Moment.SECOND;

  private final StreamKind kind;
  private final Set<Integer> ecmPids;
  private final ScramblingShare share = new ScramblingShare(WINDOW);

  /**
   * @param ecmPids that its own CA_descriptors name; empty when it has none
   */
  ElementaryWatch(StreamKind kind, Set<Integer> ecmPids) {
    this.kind = kind;
    this.ecmPids = Set.copyOf(ecmPids);
  }

  /** Whether its packets can show if the words of that ECM PID are right. */
  boolean shows(Optional<Integer> ecmPid) {
    return kind.isPes() && (ecmPids.isEmpty() || ecmPid.filter(ecmPids::contains).isPresent());
  }

  boolean sameAs(ElementaryWatch other) {
    return kind == other.kind && ecmPids.equals(other.ecmPids);
  }

  StreamKind kind() {
    return kind;
  }

  ScramblingShare share() {
    return share;
  }
}
