package io.caskade.api.rights.replica;

/**
 * How a store stands in a pair, as it is written in the store itself.
 *
 * @param member it belongs to a pair; false for a head-end that is alone
 * @param standby it follows another one and takes no changes
 * @param epoch grows with each promotion; 0 for a head-end that is alone
 * @param active node that it follows or followed last, empty when it never did
 */
public record ReplicaStanding(boolean member, boolean standby, long epoch, String active) {
  /** A head-end that is alone. */
  public static final ReplicaStanding ALONE = new ReplicaStanding(false, false, 0, "");
}
