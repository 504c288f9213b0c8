package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:ecmg-list}. */
@Service
@Command(scope = "cas", name = "ecmg-list", description = "Lists the ECMG listeners")
public final class EcmgList extends EndpointCommand {
  @Override
  protected void run(Output output) {
    list(output, "ecmg");
  }
}
