package io.caskade.api.rights.jobs;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import java.time.Instant;

/**
 * An answer that was given to a request with an idempotency key; kept for 24 hours.
 *
 * @param id of the client and its key, hashed: 64 hexadecimal digits
 * @param requestHash SHA-256 of method, path and body
 */
public record AnsweredRequest(
    NetworkId network,
    String id,
    long version,
    Octets requestHash,
    int status,
    String entityTag,
    String location,
    Octets body,
    Instant createdAt)
    implements StoredRecord {
  @Override
  public RecordKind kind() {
    return RecordKind.ANSWERED_REQUEST;
  }
}
