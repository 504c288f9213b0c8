package io.caskade.api.rights.people;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import java.time.Instant;
import java.util.List;

/**
 * A person or household (R18). Personal data: never in the journal, and erasable.
 *
 * @param id the operator's own, 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 * @param region as {@code Card.region}
 * @param tags up to 32, each as a region
 * @param forgotten personal data was erased; only id, region and tags are left
 */
public record Subscriber(
    NetworkId network,
    String id,
    long version,
    String name,
    String contract,
    String billingAddress,
    String installationAddress,
    List<String> phones,
    String email,
    String notes,
    String region,
    List<String> tags,
    boolean forgotten,
    Instant createdAt)
    implements StoredRecord {
  public Subscriber {
    phones = List.copyOf(phones);
    tags = List.copyOf(tags);
  }

  @Override
  public RecordKind kind() {
    return RecordKind.SUBSCRIBER;
  }

  /** Says nothing of the person. */
  @Override
  public String toString() {
    return "Subscriber[" + network + "/" + id + "]";
  }
}
