package io.caskade.receivers.cccam.session;

import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cccam.ServerData;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the server says it is.
 *
 * @param node with a partner's sum, or clients ask for no extensions
 * @param version for example {@code 2.0.11}
 * @param build that belongs to the version
 */
public record ServerIdentity(NodeId node, String version, String build) {
  /** The versions that are in the field, with their builds. */
  private static final Map<String, String> BUILDS =
      Map.of(
          "2.0.11", "2892",
          "2.1.1", "2971",
          "2.1.2", "3094",
          "2.1.3", "3165",
          "2.1.4", "3191",
          "2.2.0", "3290",
          "2.2.1", "3316",
          "2.3.0", "3367",
          "2.3.1", "9d508a",
          "2.3.2", "4000");

  /** Empty when there is no such version. */
  public static Optional<ServerIdentity> of(NodeId node, String version) {
    return Optional.ofNullable(BUILDS.get(version))
        .map(build -> new ServerIdentity(node, version, build));
  }

  /** All that may be given. */
  public static Set<String> versions() {
    return new TreeSet<>(BUILDS.keySet());
  }

  ServerData data() {
    return new ServerData(node, version, build);
  }
}
