package io.caskade.faces.rest.shapes;

import io.caskade.api.rights.CardPast;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A state that a card had.
 *
 * @param seq place in the journal; 0 while it waits for its seal
 */
@Schema(name = "CardPast")
public record CardPastShape(
    long seq,
    Instant at,
    String actor,
    String source,
    String operation,
    String status,
    String region,
    List<Entitlement> entitlements,
    boolean paired,
    Optional<String> subscriber,
    Optional<String> setTopBox) {
  public static CardPastShape of(CardPast past) {
    return new CardPastShape(
        past.seq(),
        past.at(),
        past.actor().name(),
        past.actor().source(),
        past.operation(),
        Words.of(past.status()),
        past.region(),
        CardShape.entitlements(past.sold()),
        past.sold().paired(),
        past.holder().subscriber(),
        past.holder().setTopBox());
  }
}
