package io.caskade.faces.console.commands.catalogue;

import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.catalogue.CatalogueManagement;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.faces.console.commands.NetworkCommand;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about products and services share. */
abstract class CatalogueCommand extends NetworkCommand {
  @Reference(optional = true)
  @Nullable CatalogueManagement management;

  final CatalogueManagement catalogue() {
    return need(management, CatalogueManagement.class);
  }

  final void show(Output output, List<Product> products) {
    Table table = output.table("product", "packages", "name", "notes", "version");
    for (Product product : products) {
      var mask = new ProductMask(1 << product.bit());
      table.row(product.bit(), mask, product.name(), product.notes(), product.version());
    }
    table.print();
  }
}
