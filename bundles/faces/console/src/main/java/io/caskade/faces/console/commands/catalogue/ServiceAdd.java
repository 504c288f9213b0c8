package io.caskade.faces.console.commands.catalogue;

import io.caskade.api.base.ProductMask;
import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:service-add}. */
@Service
@Command(
    scope = "cas",
    name = "service-add",
    description = "Adds a service with the packages that open it")
public final class ServiceAdd extends CatalogueCommand {
  @Argument(index = 0, name = "service", required = true, description = "Id: a-z 0-9 -")
  String id = "";

  @Argument(index = 1, name = "service-id", required = true, description = "DVB, 0 to 65535")
  int serviceId;

  @Argument(index = 2, name = "packages", required = true, description = "Eight hexadecimal digits")
  String packages = "";

  @Argument(index = 3, name = "name", required = true, description = "Name")
  String name = "";

  @Override
  protected void run(Output output) {
    var added =
        catalogue()
            .save(
                caller(),
                new io.caskade.api.rights.catalogue.Service(
                    network(), id, 0, name, serviceId, ProductMask.parse(packages), ""));
    output.say("service.added", added.id(), added.products());
  }
}
