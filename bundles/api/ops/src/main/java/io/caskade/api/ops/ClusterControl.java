package io.caskade.api.ops;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What an operator sees and does about several nodes. Present only on a node that has company.
 * Commands throw {@code CaskadeException} with the reason.
 */
@ProviderType
public interface ClusterControl {
  /** Name of this node. */
  String node();

  /** All nodes as last seen; never blocks. */
  List<NodeCard> nodes();

  /** All rights as last seen; never blocks. */
  List<LeaseRow> leases();

  /**
   * Moves a right to a live node: its owner stops, then the other one begins. Blocks.
   *
   * @throws io.caskade.api.base.CaskadeException LEASE_UNKNOWN, NODE_UNKNOWN, DATABASE_UNAVAILABLE
   */
  void handOver(String name, String heir);

  /**
   * Makes this node act though the database cannot be asked: an operator knows that nobody else
   * does. Ends when the database shows another owner.
   *
   * @throws io.caskade.api.base.CaskadeException LEASE_UNKNOWN when nothing here claims it,
   *     LEASE_HELD while the database answers
   */
  void force(String name);
}
