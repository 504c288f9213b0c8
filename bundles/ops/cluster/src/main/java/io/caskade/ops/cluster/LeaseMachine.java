package io.caskade.ops.cluster;

import static io.caskade.ops.cluster.LeaseState.DOUBTED;
import static io.caskade.ops.cluster.LeaseState.OWNER;
import static io.caskade.ops.cluster.LeaseState.REMEMBERED;
import static io.caskade.ops.cluster.LeaseState.RETIRING;
import static io.caskade.ops.cluster.LeaseState.STANDBY;
import static io.caskade.ops.cluster.LeaseState.WAITING;

/**
 * The states of a right at one node (architecture section 8; printed in docs/pair-states.md). An
 * unreachable database stops nobody and starts nobody, except who acted before a power cut.
 */
final class LeaseMachine {
  private LeaseMachine() {}

  static LeaseState next(LeaseState state, LeaseEvent event) {
    return switch (state) {
      case WAITING ->
          switch (event) {
            case OURS, FORCED -> OWNER;
            case OTHERS, PROMISED -> STANDBY;
            case AWAY, INTERRUPTED -> WAITING;
          };
      case REMEMBERED ->
          switch (event) {
            case OURS, FORCED, AWAY -> OWNER;
            case OTHERS, PROMISED -> STANDBY;
            case INTERRUPTED -> REMEMBERED;
          };
      case OWNER ->
          switch (event) {
            case OURS, FORCED, AWAY -> OWNER;
            case OTHERS -> STANDBY;
            case PROMISED -> RETIRING;
            case INTERRUPTED -> DOUBTED;
          };
      case DOUBTED ->
          switch (event) {
            case OURS, FORCED, AWAY -> OWNER;
            case OTHERS -> STANDBY;
            case PROMISED -> RETIRING;
            case INTERRUPTED -> DOUBTED;
          };
      case RETIRING ->
          switch (event) {
            case OURS, FORCED, AWAY -> OWNER;
            case OTHERS -> STANDBY;
            case PROMISED, INTERRUPTED -> RETIRING;
          };
      case STANDBY ->
          switch (event) {
            case OURS, FORCED -> OWNER;
            case OTHERS, PROMISED, AWAY, INTERRUPTED -> STANDBY;
          };
    };
  }

  /** Acted up to now and must not any more, though no operator of ours wanted that. */
  static boolean lost(LeaseState before, LeaseState after) {
    return (before == OWNER || before == DOUBTED) && after == STANDBY;
  }
}
