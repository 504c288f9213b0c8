package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.EndpointNames;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:ecmg-stop}. */
@Service
@Command(
    scope = "cas",
    name = "ecmg-stop",
    description = "Stops an ECMG listener until it is started again")
public final class EcmgStop extends EndpointCommand {
  @Argument(name = "name", required = true, description = "Name, as the list shows it")
  @Completion(EndpointNames.class)
  String name = "";

  @Override
  protected void run(Output output) {
    turn(output, "ecmg", name, false);
  }
}
