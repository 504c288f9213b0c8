package io.caskade.faces.console.commands;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-show}. */
@Service
@Command(scope = "cas", name = "card-show", description = "Shows a viewing card")
public final class CardShow extends CardCommand {
  @Argument(name = "serial", required = true, description = "Serial number as printed on the card")
  String serial = "";

  @Override
  void run(Output output) {
    show(output, List.of(cards().show(network(), serial(serial))));
  }
}
