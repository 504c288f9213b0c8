package io.caskade.faces.console.commands.cards;

import io.caskade.api.rights.CardPast;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-history}. */
@Service
@Command(
    scope = "cas",
    name = "card-history",
    description = "Shows earlier states of a card, the latest first")
public final class CardHistory extends OneCardCommand {
  @Option(name = "-l", aliases = "--limit", description = "Rows at most")
  int limit = 20;

  @Override
  protected void run(Output output) {
    Table table =
        output
            .table(
                "at",
                "operation",
                "actor",
                "source",
                "status",
                "packages",
                "finish",
                "pair",
                "subscriber",
                "seq")
            .in(zone());
    for (CardPast past : cards().history(caller(), network(), serial(), limit)) {
      table.row(
          past.at(),
          past.operation(),
          past.actor().name(),
          past.actor().source(),
          past.status(),
          past.sold().products(),
          past.sold().lastFinish(),
          past.sold().paired(),
          past.holder().subscriber(),
          past.seq());
    }
    table.print();
  }
}
