package io.caskade.ops.cluster;

/** How this node stands to a right. */
enum LeaseState {
  /** Nothing is known yet. */
  WAITING,
  /** It was this node's when its former process ended. */
  REMEMBERED,
  /** This node acts. */
  OWNER,
  /** This node's connection died: it acts again when the right is seen to be its own still. */
  DOUBTED,
  /** An operator gave it to another node: this one has stopped and is about to give it back. */
  RETIRING,
  /** Another node acts. */
  STANDBY
}
