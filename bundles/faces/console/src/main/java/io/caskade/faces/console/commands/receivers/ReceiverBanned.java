package io.caskade.faces.console.commands.receivers;

import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-banned}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-banned",
    description = "Lists the addresses that failed to log in too often")
public final class ReceiverBanned extends DeskCommand {
  @Override
  protected void run(Output output) {
    Table table = output.table("address", "since", "until", "failures", "account");
    desk()
        .banned()
        .forEach(
            ban ->
                table.row(
                    ban.address().getHostAddress(),
                    ban.since(),
                    ban.until(),
                    ban.failures(),
                    ban.name()));
    table.print();
  }
}
