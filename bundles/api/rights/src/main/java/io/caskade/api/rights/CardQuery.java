package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which cards are looked for; all given conditions hold. Cards come ordered by serial.
 *
 * @param text part of the serial, or beginning of the name, contract number, phone, e-mail or
 *     address of its subscriber, or the whole id of its set-top box; letters of either case
 * @param statuses any of them; empty means every status
 * @param products at least one of these was sold; {@link ProductMask#NONE} means any
 * @param finishFrom the last window ends at this instant or later
 * @param finishBefore the last window ends before this instant
 * @param after exclusive: cursor of the page before
 * @param limit 1 to 1,000
 */
public record CardQuery(
    NetworkId network,
    Optional<String> text,
    Set<CardStatus> statuses,
    ProductMask products,
    Optional<String> region,
    Optional<String> subscriber,
    Optional<Instant> finishFrom,
    Optional<Instant> finishBefore,
    Optional<CardSerial> after,
    int limit) {
  /** A page of all cards of a network. */
  public static CardQuery all(NetworkId network, Optional<CardSerial> after, int limit) {
    return new CardQuery(
        network,
        Optional.empty(),
        Set.of(),
        ProductMask.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        after,
        limit);
  }

  public CardQuery after(CardSerial serial) {
    return new CardQuery(
        network,
        text,
        statuses,
        products,
        region,
        subscriber,
        finishFrom,
        finishBefore,
        Optional.of(serial),
        limit);
  }
}
