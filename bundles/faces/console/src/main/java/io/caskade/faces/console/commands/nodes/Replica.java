package io.caskade.faces.console.commands.nodes;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.ReplicaControl;
import io.caskade.api.ops.ReplicaStatus;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:replica}. */
@Service
@Command(
    scope = "cas",
    name = "replica",
    description = "Shows how this node of a pair without a shared database stands")
public final class Replica extends ShowingCommand {
  @Reference(optional = true)
  @Nullable ReplicaControl replica;

  @Override
  protected void run(Output output) {
    ReplicaStatus status = required(replica).status();
    output
        .sheet()
        .put("node", status.node())
        .put("state", status.state())
        .put("epoch", status.epoch())
        .put("peer", status.peer())
        .put("peer-state", status.peerState())
        .put("head", status.head())
        .put("missing", status.missing())
        .put("behind-ms", status.behind().toMillis())
        .put("detail", status.detail())
        .print();
    if (status.state().equals("standby")) {
      atStake(output, status);
    }
  }

  /** A pair that is switched off has no such service. */
  static ReplicaControl required(@Nullable ReplicaControl replica) {
    if (replica == null) {
      throw new CaskadeException(ErrorCode.REPLICA_OFF);
    }
    return replica;
  }

  /** What would be lost with the active node. */
  static void atStake(Output output, ReplicaStatus status) {
    output.say(
        "replica.at-stake",
        String.format(Locale.ROOT, "%.1f", status.behind().toMillis() / 1_000.0));
  }
}
