package io.caskade.faces.rest.shapes;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** A service to be added. */
public record NewService(
    @Schema(example = "sport-hd") String id,
    @Schema(example = "Sport HD") Optional<String> name,
    @Schema(example = "1001") int serviceId,
    @Schema(example = "[4]") List<Integer> products,
    Optional<String> notes) {
  public ServiceFields fields() {
    return new ServiceFields(name, serviceId, products, notes);
  }
}
