package io.caskade.faces.rest.shapes;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/** A subscriber to be added. */
public record NewSubscriber(
    @Schema(example = "17") String id,
    @Schema(example = "Anna Petrova") Optional<String> name,
    @Schema(example = "K-2026-17") Optional<String> contract,
    Optional<String> billingAddress,
    Optional<String> installationAddress,
    Optional<List<String>> phones,
    Optional<String> email,
    Optional<String> notes,
    @Schema(example = "north") Optional<String> region,
    Optional<List<String>> tags) {
  public SubscriberFields fields() {
    return new SubscriberFields(
        name, contract, billingAddress, installationAddress, phones, email, notes, region, tags);
  }

  /** Says nothing of the person. */
  @Override
  public String toString() {
    return "NewSubscriber[" + id + "]";
  }
}
