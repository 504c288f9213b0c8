package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:emmg-list}. */
@Service
@Command(scope = "cas", name = "emmg-list", description = "Lists the EMMG outputs")
public final class EmmgList extends EndpointCommand {
  @Override
  protected void run(Output output) {
    list(output, "emmg");
  }
}
