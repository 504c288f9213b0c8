package io.caskade.store.jpa.records;

import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.catalogue.Service;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A service as a row. */
@Entity(name = "Service")
@Table(name = "service")
class ServiceEntity extends RecordEntity<Service> {
  @Column(name = "name")
  private String name;

  @Column(name = "service_id")
  private int serviceId;

  @Column(name = "products")
  private int products;

  @Column(name = "notes")
  private String notes;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected ServiceEntity() {}

  @Override
  void take(@Nullable Service before, Service after) {
    name = Columns.text("name", after.name(), 190);
    serviceId = after.serviceId();
    products = after.products().bits();
    notes = Columns.text("notes", after.notes(), 4000);
  }

  @Override
  Service toRecord() {
    return new Service(
        network(), id(), version(), name, serviceId, new ProductMask(products), notes);
  }

  @Override
  List<String> words() {
    return List.of(id(), name);
  }
}
