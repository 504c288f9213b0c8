package io.caskade.rights.management.catalogue;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.catalogue.CatalogueManagement;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.Presence;
import io.caskade.rights.management.Records;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What is on sale. The 32 products of a network of TVCAS3 cards are bits of the mask inside every
 * card, so they are renamed, never added or removed (tvcas3 chapter 5).
 */
@Component(service = CatalogueManagement.class)
public final class Catalogue implements CatalogueManagement {
  private static final int PRODUCTS = 32;
  private static final int NAME = 190;
  private static final int NOTES = 2_000;
  private static final int LAST_SERVICE_ID = 0xFFFF;
  private static final Pattern SERVICE_ID = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Set<String> COLUMNS = Set.of("serviceId");

  private final Presence presence;
  private final Gate gate;
  private final Records records;

  /** Made by Declarative Services. */
  @Activate
  public Catalogue(@Reference Presence presence, @Reference Gate gate, @Reference Records records) {
    this.presence = presence;
    this.gate = gate;
    this.records = records;
  }

  @Override
  public List<Product> products(Caller caller, NetworkId network) {
    gate.require(caller, Permission.CATALOGUE_READ, network);
    return records.page(
        Product.class, network, RecordFilter.page(Optional.empty(), PRODUCTS), Set.of());
  }

  @Override
  public Product rename(Caller caller, Product product) {
    gate.require(caller, Permission.CATALOGUE_WRITE, product.network());
    FieldRules.require(
        product.bit() >= 0 && product.bit() < PRODUCTS, "bit", "must be 0 to " + (PRODUCTS - 1));
    requireName(product.name());
    FieldRules.lines("notes", product.notes(), NOTES);
    return records
        .answered(caller, Product.class, product.network(), product.id())
        .orElseGet(() -> write(caller, product));
  }

  private Product write(Caller caller, Product product) {
    Product before = records.show(Product.class, product.network(), product.id());
    Records.requireVersion(before, product.version());
    return records.change(
        caller,
        before,
        new Product(
            product.network(),
            product.bit(),
            before.version() + 1,
            product.name(),
            product.notes()));
  }

  @Override
  public List<Service> services(Caller caller, NetworkId network, RecordFilter filter) {
    gate.require(caller, Permission.CATALOGUE_READ, network);
    return records.page(Service.class, network, filter, COLUMNS);
  }

  @Override
  public Service service(Caller caller, NetworkId network, String id) {
    gate.require(caller, Permission.CATALOGUE_READ, network);
    return records.show(Service.class, network, id);
  }

  @Override
  public Service save(Caller caller, Service service) {
    gate.require(caller, Permission.CATALOGUE_WRITE, service.network());
    FieldRules.matches("id", service.id(), SERVICE_ID, "must be 1 to 64 of a-z, 0-9 and hyphen");
    requireName(service.name());
    FieldRules.require(
        service.serviceId() >= 0 && service.serviceId() <= LAST_SERVICE_ID,
        "serviceId",
        "must be 0 to " + LAST_SERVICE_ID);
    FieldRules.lines("notes", service.notes(), NOTES);
    presence.network(service.network());
    return records
        .answered(caller, Service.class, service.network(), service.id())
        .orElseGet(() -> write(caller, service));
  }

  private Service write(Caller caller, Service service) {
    Service after =
        new Service(
            service.network(),
            service.id(),
            service.version() + 1,
            service.name(),
            service.serviceId(),
            service.products(),
            service.notes());
    if (service.version() == 0) {
      return records.add(caller, after);
    }
    Service before = records.show(Service.class, service.network(), service.id());
    Records.requireVersion(before, service.version());
    return records.change(caller, before, after);
  }

  @Override
  public void remove(Caller caller, NetworkId network, String id, long version) {
    gate.require(caller, Permission.CATALOGUE_WRITE, network);
    if (records.done(caller)) {
      return;
    }
    Service present = records.show(Service.class, network, id);
    Records.requireVersion(present, version);
    records.remove(caller, present);
  }

  private static void requireName(String name) {
    FieldRules.require(!name.isBlank(), "name", "must not be empty");
    FieldRules.text("name", name, NAME);
  }
}
