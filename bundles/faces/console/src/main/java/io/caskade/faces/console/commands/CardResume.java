package io.caskade.faces.console.commands;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:card-resume}. */
@Service
@Command(scope = "cas", name = "card-resume", description = "Lights a suspended viewing card again")
public final class CardResume extends CardCommand {
  @Argument(name = "serial", required = true, description = "Serial number as printed on the card")
  String serial = "";

  @Override
  void run(Output output) {
    show(output, List.of(cards().resume(actor(), network(), serial(serial))));
  }
}
