package io.caskade.store.jpa.records;

import io.caskade.api.rights.catalogue.Product;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A product as a row. */
@Entity(name = "Product")
@Table(name = "product")
class ProductEntity extends RecordEntity<Product> {
  @Column(name = "mask_bit")
  private int bit;

  @Column(name = "name")
  private String name;

  @Column(name = "notes")
  private String notes;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected ProductEntity() {}

  @Override
  void take(@Nullable Product before, Product after) {
    bit = after.bit();
    name = Columns.text("name", after.name(), 190);
    notes = Columns.text("notes", after.notes(), 4000);
  }

  @Override
  Product toRecord() {
    return new Product(network(), bit, version(), name, notes);
  }

  @Override
  List<String> words() {
    return List.of(name);
  }
}
