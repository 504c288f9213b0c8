package io.caskade.faces.console.commands.nodes;

import io.caskade.api.ops.ClusterControl;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:lease-hand-over}. */
@Service
@Command(
    scope = "cas",
    name = "lease-hand-over",
    description = "Moves what one head-end of several does alone to another one")
public final class LeaseHandOver extends CasCommand {
  @Argument(index = 0, name = "right", required = true, description = "As cas:lease-list shows it")
  String right = "";

  @Argument(index = 1, name = "node", required = true, description = "As cas:nodes shows it")
  String node = "";

  @Reference(optional = true)
  @Nullable ClusterControl cluster;

  @Override
  protected void run(Output output) {
    need(cluster, ClusterControl.class).handOver(right, node);
    output.say("lease.handed-over", right, node);
  }
}
