package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.catalogue.CatalogueManagement;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:card-show}. */
@Service
@Command(
    scope = "cas",
    name = "card-show",
    description = "Shows a card: state, holder, and what was sold for how long")
public final class CardShow extends OneCardCommand {
  @Reference(optional = true)
  @Nullable CatalogueManagement catalogue;

  @Override
  protected void run(Output output) {
    Card card = cards().show(caller(), network(), serial());
    Sold sold = card.sold();
    output
        .sheet()
        .in(zone())
        .put("serial", card.serial())
        .put("status", card.status())
        .put("packages", sold.products())
        .put("pair", sold.paired())
        .put("free-until", sold.freeUntil())
        .put("protected", sold.protectedCard())
        .put("region", card.region())
        .put("subscriber", card.holder().subscriber())
        .put("set-top-box", card.holder().setTopBox())
        .put("parent", card.holder().parent())
        .put("latest-finish", card.latestFinish())
        .put("registered", card.registeredAt())
        .put("version", card.version())
        .table("entitlements", entitlements(output, sold))
        .print();
  }

  /** One row for each product and window. */
  private Table entitlements(Output output, Sold sold) {
    Map<Integer, String> names =
        need(catalogue, CatalogueManagement.class).products(caller(), network()).stream()
            .collect(Collectors.toMap(Product::bit, Product::name));
    Table table = output.table("product", "name", "start", "finish").in(zone());
    for (Window window : sold.windows()) {
      IntStream.range(0, Integer.SIZE)
          .filter(bit -> window.products().shares(new ProductMask(1 << bit)))
          .forEach(
              bit -> table.row(bit, names.getOrDefault(bit, ""), window.start(), window.finish()));
    }
    return table;
  }
}
