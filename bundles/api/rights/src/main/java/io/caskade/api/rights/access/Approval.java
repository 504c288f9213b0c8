package io.caskade.api.rights.access;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import java.time.Instant;

/**
 * One voice where two are needed.
 *
 * @param id what is asked for, for example {@code unblacklist:2100000000}
 */
public record Approval(
    NetworkId network, String id, long version, String askedBy, String reason, Instant askedAt)
    implements StoredRecord {
  @Override
  public RecordKind kind() {
    return RecordKind.APPROVAL;
  }
}
