package io.caskade.faces.console.commands;

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
  void run(Output output) {
    peers(output, "emmg");
  }
}
