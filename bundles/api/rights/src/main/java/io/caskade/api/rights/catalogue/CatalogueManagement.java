package io.caskade.api.rights.catalogue;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.RecordFilter;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Products and services. Every call checks the caller; errors as in {@code CardManagement}. */
@ProviderType
public interface CatalogueManagement {
  List<Product> products(Caller caller, NetworkId network);

  /**
   * Renames a product that still has the given version.
   *
   * @throws CaskadeException RECORD_UNKNOWN, VERSION_CONFLICT, FIELD_INVALID
   */
  Product rename(Caller caller, Product product);

  List<Service> services(Caller caller, NetworkId network, RecordFilter filter);

  Service service(Caller caller, NetworkId network, String id);

  /** Adds (version 0) or changes a service. */
  Service save(Caller caller, Service service);

  void remove(Caller caller, NetworkId network, String id, long version);
}
