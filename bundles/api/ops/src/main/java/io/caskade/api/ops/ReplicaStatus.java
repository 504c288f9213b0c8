package io.caskade.api.ops;

import java.time.Duration;

/**
 * A node of a pair without a shared database.
 *
 * @param node its name
 * @param state asking, active, standby or diverged
 * @param epoch grows with each promotion
 * @param peer name of the other node, empty while it is not known
 * @param peerState its state as last heard, empty while it is not known
 * @param head last row of the journal here
 * @param missing rows of the active node's journal that the standby does not have, as far as is
 *     known
 * @param behind age of what the standby has: changes made since then would be lost with the active
 *     node
 * @param detail one sentence for the operator
 */
public record ReplicaStatus(
    String node,
    String state,
    long epoch,
    String peer,
    String peerState,
    long head,
    long missing,
    Duration behind,
    String detail) {}
