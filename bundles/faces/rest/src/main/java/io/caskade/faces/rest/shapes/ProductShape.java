package io.caskade.faces.rest.shapes;

import io.caskade.api.rights.catalogue.Product;
import io.swagger.v3.oas.annotations.media.Schema;

/** A product: one of 32 packages. */
@Schema(name = "Product")
public record ProductShape(
    @Schema(example = "4") int number, long version, String name, String notes) {
  public static ProductShape of(Product product) {
    return new ProductShape(product.bit(), product.version(), product.name(), product.notes());
  }

  /** The fields that may be changed. */
  public ProductFields fields() {
    return new ProductFields(name, notes);
  }
}
