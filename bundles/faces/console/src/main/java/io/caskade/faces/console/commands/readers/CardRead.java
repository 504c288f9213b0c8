package io.caskade.faces.console.commands.readers;

import io.caskade.api.cards.CardReaders;
import io.caskade.api.cards.CardSheet;
import io.caskade.api.cards.CardSheet.Counters;
import io.caskade.api.cards.CardSheet.Subscription;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.ShowingCommand;
import io.caskade.faces.console.commands.Table;
import io.caskade.faces.console.commands.completion.ReaderNames;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:card-read}. */
@Service
@Command(scope = "cas", name = "card-read", description = "Reads the card in a reader")
public final class CardRead extends ShowingCommand {
  @Argument(name = "reader", required = true, description = "As cas:reader-list shows it")
  @Completion(ReaderNames.class)
  String reader = "";

  @Reference(optional = true)
  @Nullable CardReaders readers;

  @Override
  protected void run(Output output) {
    CardSheet card = need(readers, CardReaders.class).read(reader);
    Table subscriptions = output.table("name", "from", "to", "packages");
    for (Subscription one : card.subscriptions()) {
      subscriptions.row(one.name(), one.from(), one.to(), one.products());
    }
    output
        .sheet()
        .put("serial", card.serial())
        .put("ca-system", String.format(Locale.ROOT, "%04X", card.caSystemId()))
        .put("card-version", card.version())
        .put("maturity", card.maturity())
        .put("shared-address", card.sharedAddress())
        .put("paired", card.paired())
        .put("blocked", card.blocked())
        .put("emms", card.counters().map(Counters::emms))
        .put("ecms", card.counters().map(Counters::ecms))
        .put("answer-to-reset", card.answerToReset())
        .table("subscriptions", subscriptions)
        .print();
  }
}
