package io.caskade.faces.console.commands;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-suspend}. */
@Service
@Command(scope = "cas", name = "card-suspend", description = "Darkens a viewing card at once")
public final class CardSuspend extends CardCommand {
  @Argument(name = "serial", required = true, description = "Serial number as printed on the card")
  String serial = "";

  @Override
  void run(Output output) {
    show(output, List.of(cards().suspend(actor(), network(), serial(serial))));
  }
}
