package io.caskade.api.rights;

import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.UUID;

/** One row of the journal, with the state that it changed. */
public sealed interface StateChange permits CardChange, NetworkChange, RecordChange, Note {
  /** Idempotency key: a change whose id was stored before is done already. */
  UUID id();

  Instant at();

  Actor actor();

  NetworkId network();
}
