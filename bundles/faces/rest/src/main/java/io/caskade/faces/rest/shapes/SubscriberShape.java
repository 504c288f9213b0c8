package io.caskade.faces.rest.shapes;

import io.caskade.api.rights.people.Subscriber;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A person or household.
 *
 * @param forgotten the personal data was erased
 */
@Schema(name = "Subscriber")
public record SubscriberShape(
    @Schema(example = "17") String id,
    long version,
    boolean forgotten,
    Instant createdAt,
    String name,
    String contract,
    String billingAddress,
    String installationAddress,
    List<String> phones,
    String email,
    String notes,
    String region,
    List<String> tags) {
  public static SubscriberShape of(Subscriber s) {
    return new SubscriberShape(
        s.id(),
        s.version(),
        s.forgotten(),
        s.createdAt(),
        s.name(),
        s.contract(),
        s.billingAddress(),
        s.installationAddress(),
        s.phones(),
        s.email(),
        s.notes(),
        s.region(),
        s.tags());
  }

  /** The fields that may be changed. */
  public SubscriberFields fields() {
    return new SubscriberFields(
        Optional.of(name),
        Optional.of(contract),
        Optional.of(billingAddress),
        Optional.of(installationAddress),
        Optional.of(phones),
        Optional.of(email),
        Optional.of(notes),
        Optional.of(region),
        Optional.of(tags));
  }

  /** Says nothing of the person. */
  @Override
  public String toString() {
    return "Subscriber[" + id + "]";
  }
}
