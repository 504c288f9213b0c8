package io.caskade.faces.console.commands.cards;

import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardManagement;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.faces.console.commands.NetworkCommand;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import java.util.Comparator;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about cards share. */
abstract class CardCommand extends NetworkCommand {
  @Reference(optional = true)
  @Nullable CardManagement management;

  final CardManagement cards() {
    return need(management, CardManagement.class);
  }

  final void show(Output output, List<Card> cards) {
    table(output, cards).in(zone()).print();
  }

  static Table table(Output output, List<Card> cards) {
    Table table =
        output.table(
            "serial",
            "status",
            "packages",
            "start",
            "finish",
            "pair",
            "protected",
            "region",
            "subscriber");
    for (Card card : cards) {
      Sold sold = card.sold();
      table.row(
          card.serial(),
          card.status(),
          sold.products(),
          sold.windows().stream().map(Window::start).min(Comparator.naturalOrder()),
          sold.lastFinish(),
          sold.paired(),
          sold.protectedCard(),
          card.region(),
          card.holder().subscriber());
    }
    return table;
  }
}
