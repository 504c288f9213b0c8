package io.caskade.ops.replica;

import io.caskade.ops.replica.wire.Hello;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a node stands, as one value.
 *
 * @param epoch under which it leads or follows; 0 before it ever did
 * @param active the active node as far as is known, empty when it is not
 * @param since when the state began
 */
record Situation(ReplicaState state, long epoch, String active, Instant since) {
  /** What was heard from the other node, and when, in monotonic nanoseconds. */
  record Heard(Hello hello, long at) {}

  /**
   * What is wrong, empty when nothing is.
   *
   * @param refused somebody has to change something before this node can take part
   */
  record Trouble(String why, boolean refused) {
    static final Trouble NONE = new Trouble("", false);
  }

  static Optional<Hello> hello(@Nullable Heard heard) {
    return Optional.ofNullable(heard).map(Heard::hello);
  }
}
