package io.caskade.faces.console.commands.catalogue;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:products}. */
@Service
@Command(
    scope = "cas",
    name = "products",
    description = "Lists the products (packages) and their mask bits")
public final class Products extends CatalogueCommand {
  @Override
  protected void run(Output output) {
    show(output, catalogue().products(caller(), network()));
  }
}
