package io.caskade.rights.management.reports;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.StoredRecord;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.catalogue.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Products and services of a network as they are now; a report of a past instant names them so. */
final class Catalogue {
  private static final int PAGE = 1_000;

  private final Map<Integer, Product> products = new TreeMap<>();
  private final List<Service> services;

  Catalogue(Store store, NetworkId network) {
    all(store, Product.class, network).forEach(product -> products.put(product.bit(), product));
    services = all(store, Service.class, network);
  }

  /** Ordered by bit. */
  List<Product> products() {
    return List.copyOf(products.values());
  }

  List<Service> services() {
    return services;
  }

  /** Empty for a bit that no product names. */
  String name(int bit) {
    Product product = products.get(bit);
    return product == null ? "" : product.name();
  }

  /** Bits of a mask, the lowest first. */
  static List<Integer> bits(ProductMask mask) {
    var bits = new ArrayList<Integer>();
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if ((mask.bits() >>> bit & 1) != 0) {
        bits.add(bit);
      }
    }
    return bits;
  }

  /** Every record of a kind, ordered by id. */
  static <T extends StoredRecord> List<T> all(Store store, Class<T> kind, NetworkId network) {
    var all = new ArrayList<T>();
    Optional<String> after = Optional.empty();
    List<T> page;
    do {
      page = store.records(kind, network, RecordFilter.page(after, PAGE));
      all.addAll(page);
      after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1).id());
    } while (page.size() == PAGE);
    return all;
  }
}
