package io.caskade.ops.replica;

import static io.caskade.ops.replica.ReplicaState.ACTIVE;
import static io.caskade.ops.replica.ReplicaState.ASKING;
import static io.caskade.ops.replica.ReplicaState.DIVERGED;
import static io.caskade.ops.replica.ReplicaState.STANDBY;

/** The states of a node of a pair without a shared database (printed in docs/replica-states.md). */
final class ReplicaMachine {
  private ReplicaMachine() {}

  static ReplicaState next(ReplicaState state, ReplicaEvent event) {
    return switch (state) {
      case ASKING ->
          switch (event) {
            case PEER_YIELDS, PEER_SILENT -> ACTIVE;
            case PEER_LEADS, STEPPED_DOWN -> STANDBY;
            case PROMOTED, WENT_APART, RENEWED -> ASKING;
          };
      case ACTIVE ->
          switch (event) {
            case PEER_LEADS, STEPPED_DOWN -> STANDBY;
            case PEER_YIELDS, PEER_SILENT, PROMOTED, WENT_APART, RENEWED -> ACTIVE;
          };
      case STANDBY ->
          switch (event) {
            case PROMOTED -> ACTIVE;
            case WENT_APART -> DIVERGED;
            case PEER_LEADS, PEER_YIELDS, PEER_SILENT, STEPPED_DOWN, RENEWED -> STANDBY;
          };
      case DIVERGED ->
          switch (event) {
            case RENEWED -> STANDBY;
            case PEER_LEADS, PEER_YIELDS, PEER_SILENT, PROMOTED, STEPPED_DOWN, WENT_APART ->
                DIVERGED;
          };
    };
  }
}
