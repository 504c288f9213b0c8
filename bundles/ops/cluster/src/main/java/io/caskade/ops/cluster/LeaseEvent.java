package io.caskade.ops.cluster;

/** What a look at the database, the owner or an operator tells about a right. */
enum LeaseEvent {
  /** The row is this process's. */
  OURS,
  /** The row is another node's, or would be free if this node were let in. */
  OTHERS,
  /** The row is ours and promised to another node. */
  PROMISED,
  /** The database does not answer. */
  AWAY,
  /** The connection that the right is for died. */
  INTERRUPTED,
  /** An operator knows that nobody else acts. */
  FORCED
}
