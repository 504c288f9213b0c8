package io.caskade.faces.console.commands.receivers;

import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-blocked}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-blocked",
    description = "Lists the accounts that are blocked for watching too much")
public final class ReceiverBlocked extends DeskCommand {
  @Override
  protected void run(Output output) {
    Table table = output.table("account", "since", "until", "reason");
    desk()
        .blocked()
        .forEach(block -> table.row(block.name(), block.since(), block.until(), block.why()));
    table.print();
  }
}
