package io.caskade.faces.console.commands.cards;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-activate}. */
@Service
@Command(
    scope = "cas",
    name = "card-activate",
    description = "Takes a card out of stock: its rights go on air")
public final class CardActivate extends OneCardCommand {
  @Override
  protected void run(Output output) {
    show(output, List.of(cards().activate(caller(), network(), serial(), OptionalLong.empty())));
  }
}
