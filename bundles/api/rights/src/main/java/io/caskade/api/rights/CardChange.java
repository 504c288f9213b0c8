package io.caskade.api.rights;

import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a card: its new state, and what the journal keeps.
 *
 * @param before the state that the change was made from, null for a new card; its version is the
 *     lock
 * @param after the new state; its version is one more
 */
public record CardChange(
    UUID id,
    Instant at,
    Actor actor,
    CardOperation operation,
    Urgency urgency,
    @Nullable Card before,
    Card after)
    implements StateChange {
  @Override
  public NetworkId network() {
    return after.network();
  }
}
