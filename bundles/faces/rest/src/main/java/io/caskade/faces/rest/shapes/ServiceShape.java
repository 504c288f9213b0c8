package io.caskade.faces.rest.shapes;

import io.caskade.api.rights.catalogue.Service;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** A television or radio service and the products that open it. */
@Schema(name = "Service")
public record ServiceShape(
    String id,
    long version,
    String name,
    int serviceId,
    List<Integer> products,
    @Schema(example = "00000010") String accessCriteria,
    String notes) {
  public static ServiceShape of(Service service) {
    return new ServiceShape(
        service.id(),
        service.version(),
        service.name(),
        service.serviceId(),
        Entitlement.bits(service.products()),
        service.products().toString(),
        service.notes());
  }

  /** The fields that may be changed. */
  public ServiceFields fields() {
    return new ServiceFields(Optional.of(name), serviceId, products, Optional.of(notes));
  }
}
