package io.caskade.faces.console.commands.cards;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-blacklist}. */
@Service
@Command(
    scope = "cas",
    name = "card-blacklist",
    description = "Stops a card that was caught in piracy")
public final class CardBlacklist extends OneCardCommand {
  @Argument(index = 1, name = "reason", required = true, description = "For the journal")
  String reason = "";

  @Override
  protected void run(Output output) {
    show(output, List.of(cards().blacklist(caller(), network(), serial(), reason)));
  }
}
