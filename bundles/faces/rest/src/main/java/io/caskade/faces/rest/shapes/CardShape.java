package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.Sold;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A viewing card.
 *
 * @param printed the serial as it stands on the card
 * @param uniqueAddress of its EMMs, eight hexadecimal digits
 * @param version also the ETag
 * @param freeUntil while it is being re-paired
 * @param latestFinish the latest finish that was ever told to the card
 */
@Schema(name = "Card")
public record CardShape(
    String network,
    @Schema(example = "2100000000") long serial,
    @Schema(example = "210-000-000-0") String printed,
    @Schema(example = "7D2B7500") String uniqueAddress,
    long version,
    @Schema(example = "active") String status,
    String region,
    List<Entitlement> entitlements,
    boolean paired,
    Optional<Instant> freeUntil,
    boolean protectedCard,
    Optional<String> subscriber,
    Optional<String> setTopBox,
    Optional<Long> parent,
    Optional<Instant> latestFinish,
    Instant registeredAt) {
  public static CardShape of(Card card) {
    return new CardShape(
        card.network().value(),
        card.serial().value(),
        card.serial().printed(),
        String.format(Locale.ROOT, "%08X", card.serial().value()),
        card.version(),
        Words.of(card.status()),
        card.region(),
        entitlements(card.sold()),
        card.sold().paired(),
        card.sold().freeUntil(),
        card.sold().protectedCard(),
        card.holder().subscriber(),
        card.holder().setTopBox(),
        card.holder().parent().map(CardSerial::value),
        Optional.of(card.latestFinish()).filter(Instant.EPOCH::isBefore),
        card.registeredAt());
  }

  /** What was sold, as this API says it. */
  public static List<Entitlement> entitlements(Sold sold) {
    return sold.windows().stream().map(Entitlement::of).toList();
  }
}
