package io.caskade.faces.console.commands.catalogue;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:service-remove}. */
@Service
@Command(scope = "cas", name = "service-remove", description = "Removes a service")
public final class ServiceRemove extends CatalogueCommand {
  @Argument(name = "service", required = true, description = "Id")
  String id = "";

  @Override
  protected void run(Output output) {
    long version = catalogue().service(caller(), network(), id).version();
    catalogue().remove(caller(), network(), id, version);
    output.say("removed", id);
  }
}
