package io.caskade.faces.console.commands.nodes;

import io.caskade.api.ops.ClusterControl;
import io.caskade.faces.console.commands.CasCommand;
import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:lease-force}. */
@Service
@Command(
    scope = "cas",
    name = "lease-force",
    description = "Without a database: this head-end acts, because no other one does")
public final class LeaseForce extends CasCommand {
  @Argument(
      index = 0,
      name = "right",
      required = true,
      description = "As cas:lease-list shows it, for example emm 0B000001:1:mux:41000")
  String right = "";

  @Reference(optional = true)
  @Nullable ClusterControl cluster;

  @Override
  protected void run(Output output) {
    need(cluster, ClusterControl.class).force(right);
    output.say("lease.forced", right);
  }
}
