package io.caskade.faces.console.commands.generators;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:ecmg-sessions}. */
@Service
@Command(
    scope = "cas",
    name = "ecmg-sessions",
    description = "Shows the muxes connected to the ECMG")
public final class EcmgSessions extends EndpointCommand {
  @Override
  protected void run(Output output) {
    peers(output, "ecmg");
  }
}
