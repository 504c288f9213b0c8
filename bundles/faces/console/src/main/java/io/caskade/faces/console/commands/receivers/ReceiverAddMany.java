package io.caskade.faces.console.commands.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.receivers.NewReceiverSeries;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import io.caskade.faces.console.commands.cards.Windows;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-add-many}. */
@Service
@Command(
    scope = "cas",
    name = "receiver-add-many",
    description = "Adds receiver accounts with their cards, all or none, and shows their passwords")
public final class ReceiverAddMany extends RulesCommand {
  @Argument(index = 0, name = "pattern", required = true, description = "As house-###")
  String pattern = "";

  @Argument(index = 1, name = "count", required = true, description = "1 to 1000")
  int count;

  @Argument(
      index = 2,
      name = "first-card",
      required = true,
      description = "Serial of the first card; serials in use are passed over")
  String firstCard = "";

  @Option(name = "-f", aliases = "--first", description = "Number of the first account")
  int first = 1;

  @Option(name = "-w", aliases = "--window", multiValued = true, description = "MASK:START:FINISH")
  List<String> windows = new ArrayList<>();

  @Override
  protected void run(Output output) {
    var series =
        new NewReceiverSeries(
            network(),
            pattern,
            first,
            count,
            CardSerial.parse(firstCard),
            windows.stream().map(window -> Windows.read(window, zone())).toList(),
            rules(ReceiverRules.DEFAULT));
    Table table = output.table("account", "card", "password");
    for (ReceiverManagement.Made made : receivers().addMany(caller(), series)) {
      table.row(made.account().name(), made.account().card(), text(made.password()));
    }
    table.print();
  }
}
