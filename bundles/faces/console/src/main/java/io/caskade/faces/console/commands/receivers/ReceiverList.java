package io.caskade.faces.console.commands.receivers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.RecordFilter;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.completion.CardSerials;
import io.caskade.faces.console.commands.completion.ReceiverNames;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:receiver-list}. */
@Service
@Command(scope = "cas", name = "receiver-list", description = "Lists the receiver accounts")
public final class ReceiverList extends ReceiverCommand {
  @Argument(name = "text", description = "Beginning of a name")
  String text = "";

  @Option(name = "-c", aliases = "--card", description = "The account of this card")
  @Completion(CardSerials.class)
  String card = "";

  @Option(name = "--after", description = "Names behind this one")
  @Completion(ReceiverNames.class)
  String after = "";

  @Option(name = "-l", aliases = "--limit", description = "Rows at most, up to 1000")
  int limit = 200;

  @Override
  protected void run(Output output) {
    Map<String, String> equal =
        card.isEmpty() ? Map.of() : Map.of("card", CardSerial.parse(card).toString());
    var filter = new RecordFilter(Words.given(text), equal, Words.given(after), limit);
    show(output, receivers().list(caller(), network(), filter));
  }
}
