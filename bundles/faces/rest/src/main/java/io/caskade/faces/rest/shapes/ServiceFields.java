package io.caskade.faces.rest.shapes;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** What may be written of a service. */
public record ServiceFields(
    @Schema(example = "Sport HD") Optional<String> name,
    @Schema(example = "1001") int serviceId,
    @Schema(example = "[4]") List<Integer> products,
    Optional<String> notes) {
  /** As management saves it; version 0 adds. */
  public Service service(NetworkId network, String id, long version) {
    if (serviceId < 0 || serviceId > 65_535) {
      throw FieldFault.invalid("serviceId", "0 to 65535 are allowed");
    }
    return new Service(
        network,
        id,
        version,
        name.orElse(""),
        serviceId,
        Entitlement.mask(products, "products"),
        notes.orElse(""));
  }
}
