package io.caskade.faces.console.commands.cards;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-retire}. */
@Service
@Command(scope = "cas", name = "card-retire", description = "Stops a card for good; its key stays")
public final class CardRetire extends OneCardCommand {
  @Override
  protected void run(Output output) {
    show(output, List.of(cards().retire(caller(), network(), serial(), OptionalLong.empty())));
  }
}
