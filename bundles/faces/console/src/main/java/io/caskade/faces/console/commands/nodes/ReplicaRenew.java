package io.caskade.faces.console.commands.nodes;

import io.caskade.api.ops.ReplicaControl;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:replica-renew}. */
@Service
@Command(
    scope = "cas",
    name = "replica-renew",
    description = "Makes this standby anew from the active node; what only this one has is lost")
public final class ReplicaRenew extends CasCommand {
  @Option(name = "-y", aliases = "--yes", description = "Forgets what only this node has")
  boolean yes;

  @Reference(optional = true)
  @Nullable ReplicaControl replica;

  @Override
  protected void run(Output output) {
    ReplicaControl control = Replica.required(replica);
    if (!yes) {
      output.say("replica.renew-how");
      return;
    }
    control.renew();
    output.say("replica.renewed");
  }
}
