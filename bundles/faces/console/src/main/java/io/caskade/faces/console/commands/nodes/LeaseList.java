package io.caskade.faces.console.commands.nodes;

import io.caskade.api.ops.ClusterControl;
import io.caskade.api.ops.LeaseRow;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:lease-list}. */
@Service
@Command(
    scope = "cas",
    name = "lease-list",
    description = "Lists what one head-end of several does alone, and which one")
public final class LeaseList extends ShowingCommand {
  @Reference(optional = true)
  @Nullable ClusterControl cluster;

  @Override
  protected void run(Output output) {
    Table table = output.table("right", "node", "epoch", "left-s", "heir");
    for (LeaseRow row : need(cluster, ClusterControl.class).leases()) {
      table.row(row.name(), row.node(), row.epoch(), row.left().toSeconds(), row.heir());
    }
    table.print();
  }
}
