package io.caskade.api.rights.people;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import java.util.Optional;

/**
 * A set-top box or CAM.
 *
 * @param id serial number of the box, 1 to 64 of {@code A-Z a-z 0-9 . _ : -}
 * @param subscriber where it is installed; empty in stock
 * @param blacklisted caught in piracy: it is not given to anybody any more
 */
public record SetTopBox(
    NetworkId network,
    String id,
    long version,
    String model,
    Optional<String> subscriber,
    boolean blacklisted,
    String notes)
    implements StoredRecord {
  @Override
  public RecordKind kind() {
    return RecordKind.SET_TOP_BOX;
  }
}
