package io.caskade.store.jpa.records;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import java.util.Locale;

/** What tells a record from every other. */
record RecordName(RecordKind kind, NetworkId network, String id) {
  static RecordName of(StoredRecord record) {
    return new RecordName(record.kind(), record.network(), record.id());
  }

  /** As targets of the journal and messages call the kind, for example {@code set-top-box}. */
  String kindName() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For example {@code subscriber:17}. */
  String target() {
    return kindName() + ":" + id;
  }
}
