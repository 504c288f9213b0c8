package io.caskade.faces.console.commands.cards;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-suspend}. */
@Service
@Command(scope = "cas", name = "card-suspend", description = "Darkens a viewing card at once")
public final class CardSuspend extends OneCardCommand {
  @Override
  protected void run(Output output) {
    show(output, List.of(cards().suspend(caller(), network(), serial(), OptionalLong.empty())));
  }
}
