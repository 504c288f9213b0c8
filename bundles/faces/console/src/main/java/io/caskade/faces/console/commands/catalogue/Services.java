package io.caskade.faces.console.commands.catalogue;

import io.caskade.api.rights.RecordFilter;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import io.caskade.faces.console.commands.Words;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:services}. */
@Service
@Command(
    scope = "cas",
    name = "services",
    description = "Lists the services and the packages that open them")
public final class Services extends CatalogueCommand {
  @Argument(name = "text", description = "Beginning of the name")
  String text = "";

  @Option(name = "-a", aliases = "--after", description = "Only ids above this one")
  String after = "";

  @Option(name = "-l", aliases = "--limit", description = "Rows at most, up to 1000")
  int limit = 200;

  @Override
  protected void run(Output output) {
    Table table = output.table("service", "name", "service-id", "packages", "notes", "version");
    var filter = new RecordFilter(Words.given(text), Map.of(), Words.given(after), limit);
    for (var s : catalogue().services(caller(), network(), filter)) {
      table.row(s.id(), s.name(), s.serviceId(), s.products(), s.notes(), s.version());
    }
    table.print();
  }
}
