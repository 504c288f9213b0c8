package io.caskade.ops.replica;

/** What a node of a pair learns. */
enum ReplicaEvent {
  /** The other node is active with a higher epoch. */
  PEER_LEADS,
  /** The other node answers and is not active, or has a lower epoch. */
  PEER_YIELDS,
  /** The other node does not answer for ten seconds. */
  PEER_SILENT,
  /** An operator makes this node active. */
  PROMOTED,
  /** An operator makes the other node active. */
  STEPPED_DOWN,
  /** The active node lacks changes that are in the journal here. */
  WENT_APART,
  /** An operator has this node made anew. */
  RENEWED
}
