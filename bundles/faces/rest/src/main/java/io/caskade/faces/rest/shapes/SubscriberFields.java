package io.caskade.faces.rest.shapes;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.people.Subscriber;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What may be written of a subscriber; see {@link SubscriberShape}. */
public record SubscriberFields(
    @Schema(example = "Anna Petrova") Optional<String> name,
    @Schema(example = "K-2026-17") Optional<String> contract,
    Optional<String> billingAddress,
    Optional<String> installationAddress,
    @Schema(example = "[\"+7 900 000-00-17\"]") Optional<List<String>> phones,
    Optional<String> email,
    Optional<String> notes,
    @Schema(example = "north") Optional<String> region,
    Optional<List<String>> tags) {
  /** As management saves it; version 0 adds. */
  public Subscriber subscriber(
      NetworkId network, String id, long version, boolean forgotten, Instant createdAt) {
    return new Subscriber(
        network,
        id,
        version,
        name.orElse(""),
        contract.orElse(""),
        billingAddress.orElse(""),
        installationAddress.orElse(""),
        phones.orElse(List.of()),
        email.orElse(""),
        notes.orElse(""),
        region.orElse(""),
        tags.orElse(List.of()),
        forgotten,
        createdAt);
  }

  /** Says nothing of the person. */
  @Override
  public String toString() {
    return "SubscriberFields[...]";
  }
}
