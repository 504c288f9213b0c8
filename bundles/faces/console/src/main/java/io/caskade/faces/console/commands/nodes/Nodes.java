package io.caskade.faces.console.commands.nodes;

import io.caskade.api.ops.ClusterControl;
import io.caskade.api.ops.NodeCard;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:nodes}. */
@Service
@Command(scope = "cas", name = "nodes", description = "Lists the head-ends that share the database")
public final class Nodes extends ShowingCommand {
  @Reference(optional = true)
  @Nullable ClusterControl cluster;

  @Override
  protected void run(Output output) {
    ClusterControl control = need(cluster, ClusterControl.class);
    Table table = output.table("node", "here", "live", "seen", "build", "address", "clock-ms");
    for (NodeCard card : control.nodes()) {
      table.row(
          card.node(),
          card.node().equals(control.node()),
          card.live(),
          card.seenAt(),
          card.build(),
          card.address(),
          card.clockOffset().toMillis());
    }
    table.print();
  }
}
