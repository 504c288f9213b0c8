package io.caskade.ops.replica;

/** How a node of a pair stands. */
enum ReplicaState {
  /** It was active when it ended, and asks the other node whether it still is. */
  ASKING,
  /** Takes changes and sends EMMs. */
  ACTIVE,
  /** Follows the active node. */
  STANDBY,
  /** Has changes that the active node lacks: follows nobody and takes nothing. */
  DIVERGED;

  /** As people and the other node read it. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
