package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.keys.CardKey;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.Sold;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * A card to be added.
 *
 * @param status stock (the default), active or suspended
 * @param key of the card in hexadecimal digits; absent lets the vault make one
 * @param heldElsewhere another system told it rights that nobody knows
 */
@Schema(name = "NewCard")
public record NewCardShape(
    @Schema(example = "2100000000") long serial,
    @Schema(example = "stock") Optional<String> status,
    Optional<String> region,
    Optional<List<Entitlement>> entitlements,
    Optional<Boolean> paired,
    Optional<Boolean> protectedCard,
    Optional<String> subscriber,
    Optional<String> setTopBox,
    Optional<Long> parent,
    Optional<String> key,
    Optional<Boolean> heldElsewhere) {
  /** As management adds it; who calls destroys the key. */
  public NewCard card(NetworkId network) {
    return new NewCard(
        network,
        FieldFault.in("serial", () -> new CardSerial(serial)),
        Words.parse(CardStatus.class, status.orElse("stock"), "status"),
        region.orElse(""),
        new Sold(
            Entitlement.windows(entitlements.orElse(List.of()), "entitlements"),
            paired.orElse(false),
            Optional.empty(),
            protectedCard.orElse(true)),
        new CardHolder(
            subscriber,
            setTopBox,
            parent.map(value -> FieldFault.in("parent", () -> new CardSerial(value)))),
        key.map(text -> new CardKey(KeyText.bytes(text, "key"))).orElse(null),
        heldElsewhere.orElse(false));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "NewCard[" + serial + "]";
  }
}
