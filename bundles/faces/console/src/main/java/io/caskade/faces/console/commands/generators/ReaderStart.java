package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.ReaderNames;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:reader-start}. */
@Service
@Command(scope = "cas", name = "reader-start", description = "Starts a card reader")
public final class ReaderStart extends EndpointCommand {
  @Argument(name = "reader", required = true, description = "As cas:reader-list shows it")
  @Completion(ReaderNames.class)
  String name = "";

  @Override
  protected void run(Output output) {
    turn(output, "reader", name, true);
  }
}
