package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.SealedChange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One change, as the feed tells it.
 *
 * @param seq also the id of the event
 */
@Schema(name = "Event")
public record EventShape(
    long seq,
    UUID id,
    Instant at,
    String operation,
    String urgency,
    String network,
    Optional<Long> serial,
    String target) {
  public static EventShape of(SealedChange change) {
    return new EventShape(
        change.seq(),
        change.changeId(),
        change.at(),
        change.operation(),
        Words.of(change.urgency()),
        change.network().value(),
        change.serial().map(CardSerial::value),
        change.target());
  }
}
