package io.caskade.api.rights;

import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A row of the journal without a change of state: a sign-in, a refusal, an export.
 *
 * @param operation upper case, up to 32 characters, for example {@code SIGN_IN}
 * @param target what it was about, up to 64 characters; empty when it was nothing in particular
 * @param result {@code OK}, or the problem type of the refusal
 * @param detail identifiers only
 */
public record Note(
    UUID id,
    Instant at,
    Actor actor,
    String operation,
    NetworkId network,
    String target,
    String result,
    Map<String, String> detail)
    implements StateChange {
  public Note {
    detail = Map.copyOf(detail);
  }
}
