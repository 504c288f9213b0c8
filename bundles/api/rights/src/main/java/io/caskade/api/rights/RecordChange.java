package io.caskade.api.rights;

import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a record for state and journal.
 *
 * @param operation upper case, up to 32 characters, for example {@code CHANGE}
 * @param before null for a new record; its version is the lock
 * @param after null when the record is removed
 * @param detail what the journal keeps of it: identifiers and names of fields, never personal data,
 *     never a secret
 * @param journalled false for progress that is no act of anybody
 */
public record RecordChange(
    UUID id,
    Instant at,
    Actor actor,
    String operation,
    @Nullable StoredRecord before,
    @Nullable StoredRecord after,
    Map<String, String> detail,
    boolean journalled)
    implements StateChange {
  public RecordChange {
    if (before == null && after == null) {
      throw new IllegalArgumentException("a change needs a state before or after it");
    }
    detail = Map.copyOf(detail);
  }

  @Override
  public NetworkId network() {
    return subject().network();
  }

  /** The record as it will be, or as it was when it goes. */
  public StoredRecord subject() {
    StoredRecord present = after == null ? before : after;
    if (present == null) {
      throw new IllegalStateException("refused by the constructor");
    }
    return present;
  }
}
