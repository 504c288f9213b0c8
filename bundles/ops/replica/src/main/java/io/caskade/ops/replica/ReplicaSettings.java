package io.caskade.ops.replica;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a node, checked.
 *
 * @param node its name
 * @param build version of the software
 * @param standby what it is when nothing else is known of it
 * @param host where it listens
 * @param port where it listens, 0 for any
 * @param peer where the other one listens
 * @param pull how long an answer may wait for something new
 * @param alarm how old the standby may get before that is an alarm
 */
record ReplicaSettings(
    String node,
    String build,
    boolean standby,
    String host,
    int port,
    @Nullable PeerAddress peer,
    Duration pull,
    Duration alarm) {
  Optional<PeerAddress> peerAddress() {
    return Optional.ofNullable(peer);
  }
}
