package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.faces.rest.http.FieldFault;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Billing's complete set of a network. */
public record BilledSet(List<BilledCard> cards) {
  /** A card as billing wants it. */
  public record BilledCard(
      @Schema(example = "2100000000") long serial,
      List<Entitlement> entitlements,
      @Schema(example = "17") Optional<String> subscriber,
      Optional<Boolean> suspended) {}

  /** As management does it. */
  public BulkWork work(NetworkId network, BulkWork.Unlisted unlisted) {
    var billed = new ArrayList<BulkWork.BilledCard>(cards.size());
    for (int i = 0; i < cards.size(); i++) {
      BilledCard card = cards.get(i);
      String field = "cards[" + i + "]";
      billed.add(
          new BulkWork.BilledCard(
              FieldFault.in(field + ".serial", () -> new CardSerial(card.serial())),
              Entitlement.windows(card.entitlements(), field + ".entitlements"),
              card.subscriber(),
              card.suspended().orElse(false)));
    }
    return new BulkWork.Synchronise(network, billed, unlisted);
  }
}
