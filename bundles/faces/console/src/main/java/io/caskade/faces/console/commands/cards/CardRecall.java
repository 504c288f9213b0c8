package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.CardSerials;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-recall}. */
@Service
@Command(
    scope = "cas",
    name = "card-recall",
    description = "Sends the rights of cards again at once")
public final class CardRecall extends CardCommand {
  @Argument(name = "serials", required = true, multiValued = true, description = "Up to 1000")
  @Completion(CardSerials.class)
  List<String> serials = new ArrayList<>();

  @Override
  protected void run(Output output) {
    List<CardSerial> cards = serials.stream().map(CardSerial::parse).toList();
    cards().recall(caller(), network(), cards);
    output.say("card.recalled", Integer.toString(cards.size()));
  }
}
