package io.caskade.api.ops;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What an operator sees and does about a pair without a shared database. Present only on a node of
 * such a pair. Commands block and throw {@code CaskadeException} with the reason.
 */
@ProviderType
public interface ReplicaControl {
  /** How this node stands; never blocks. */
  ReplicaStatus status();

  /**
   * Makes the certificates of this node and of another one, and lets that one in from now on.
   *
   * @param name of the other node
   * @return where its certificate lies; a backup takes it to the other node
   * @throws io.caskade.api.base.CaskadeException REPLICA_NAME, CERTIFICATE_UNUSABLE
   */
  Path invite(String name);

  /**
   * Makes this standby the active node though the other one cannot be asked: it is lost, and with
   * it what this node did not get any more.
   *
   * @throws io.caskade.api.base.CaskadeException REPLICA_STATE, REPLICA_PEER_ACTIVE while the other
   *     one answers
   */
  void promote();

  /**
   * Changes places with the active node: nothing is lost.
   *
   * @throws io.caskade.api.base.CaskadeException REPLICA_STATE, REPLICA_PEER_AWAY,
   *     REPLICA_PEER_REFUSES
   */
  void changePlaces();

  /**
   * Makes this standby anew from the active node; what only this node has is lost.
   *
   * @throws io.caskade.api.base.CaskadeException REPLICA_STATE
   */
  void renew();
}
