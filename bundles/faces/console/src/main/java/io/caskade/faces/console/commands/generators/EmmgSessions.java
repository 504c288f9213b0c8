package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:emmg-sessions}. */
@Service
@Command(
    scope = "cas",
    name = "emmg-sessions",
    description = "Shows the connections to muxes, their bandwidth and cycle")
public final class EmmgSessions extends EndpointCommand {
  @Override
  protected void run(Output output) {
    peers(output, "emmg");
  }
}
