package io.caskade.faces.console.commands.nodes;

import io.caskade.api.ops.ReplicaControl;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:replica-invite}. */
@Service
@Command(
    scope = "cas",
    name = "replica-invite",
    description = "Makes the certificates of a pair without a shared database")
public final class ReplicaInvite extends CasCommand {
  @Argument(index = 0, name = "node", required = true, description = "Name of the other node")
  String node = "";

  @Reference(optional = true)
  @Nullable ReplicaControl replica;

  @Override
  protected void run(Output output) {
    ReplicaControl control = Replica.required(replica);
    String file = control.invite(node).toString();
    output.say("replica.invited", node, file, control.status().node());
  }
}
