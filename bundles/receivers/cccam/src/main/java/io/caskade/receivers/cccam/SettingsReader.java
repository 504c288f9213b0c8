package io.caskade.receivers.cccam;

import io.caskade.api.base.CaskadeException;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.receiverlistener.ListenerEndpoint.Plan;
import io.caskade.lib.receiverlistener.SettingsCheck;
import io.caskade.lib.receiverlistener.Transport;
import io.caskade.receivers.cccam.session.CccamProtocol;
import io.caskade.receivers.cccam.session.ServerIdentity;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Checks a listener's configuration. */
final class SettingsReader {
  private final SettingsCheck check;
  private final NodeIdFile kept;
  private final RandomGenerator random;
  private final Consumer<NodeId> named;

  /**
   * @param kept for a configuration without a node id
   * @param random for the seeds of log-ins
   * @param named is told the node id that settings without a fault give
   */
  SettingsReader(
      SettingsCheck check, NodeIdFile kept, RandomGenerator random, Consumer<NodeId> named) {
    this.check = check;
    this.kept = kept;
    this.random = random;
    this.named = named;
  }

  /**
   * What the configuration asks for.
   *
   * @throws CaskadeException CONFIGURATION_INVALID, with the setting and what is wrong with it
   */
  Plan plan(CccamConfig config) {
    var common =
        check.common(
            Transport.TCP,
            config.host(),
            config.port(),
            config.maxClients(),
            config.maxStrangers(),
            config.logInSeconds(),
            config.idleSeconds());
    ServerIdentity identity =
        ServerIdentity.of(node(config.nodeId().strip()), config.version().strip())
            .orElseThrow(
                () -> check.invalid("version", "it must be one of " + ServerIdentity.versions()));
    named.accept(identity.node());
    return new Plan(common, new CccamProtocol(identity, random));
  }

  private NodeId node(String hex) {
    if (hex.isEmpty()) {
      return kept.get();
    }
    try {
      return NodeId.parse(hex);
    } catch (IllegalArgumentException e) {
      throw check.invalid("nodeId", "it must be empty or sixteen hexadecimal digits");
    }
  }
}
