package io.caskade.api.ops;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Who of several nodes may do what only one may do at a time: own an EMM stream, deliver webhooks
 * (architecture section 8). Present only on a node that has company; a node that never had this
 * service owns everything. When the service goes, while its bundle is exchanged, all stays as it
 * was ({@link LeaseSeat}). Safe for any thread, never blocks.
 */
@ProviderType
public interface StreamLeases {
  /**
   * Asks for a right, and goes on asking until the lease is closed.
   *
   * @param name of the right, the same on every node, for example {@code emm main:1:7}
   * @param changed told after {@link StreamLease#standing()} changed, on a thread of the leases;
   *     must not block
   */
  StreamLease claim(String name, Runnable changed);
}
