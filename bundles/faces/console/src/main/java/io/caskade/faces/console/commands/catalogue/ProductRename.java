package io.caskade.faces.console.commands.catalogue;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.faces.console.commands.Output;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:product-rename}. */
@Service
@Command(scope = "cas", name = "product-rename", description = "Gives a product another name")
public final class ProductRename extends CatalogueCommand {
  @Argument(index = 0, name = "product", required = true, description = "0 to 31")
  int bit;

  @Argument(index = 1, name = "name", required = true, description = "New name")
  String name = "";

  @Override
  protected void run(Output output) {
    Product now =
        catalogue().products(caller(), network()).stream()
            .filter(product -> product.bit() == bit)
            .findFirst()
            .orElseThrow(
                () -> new CaskadeException(ErrorCode.RECORD_UNKNOWN, network(), "product", bit));
    var renamed = new Product(now.network(), now.bit(), now.version(), name, now.notes());
    show(output, List.of(catalogue().rename(caller(), renamed)));
  }
}
