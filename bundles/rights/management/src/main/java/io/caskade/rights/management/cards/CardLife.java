package io.caskade.rights.management.cards;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.AiringRules;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Sold;
import io.caskade.rights.management.FieldRules;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a card: its next state by each operation, at one instant. Nothing is read or
 * written here; fields were checked before. An operation that has nothing to do gives back the very
 * same state; one that the status forbids throws STATUS_FORBIDS.
 *
 * <p>Each next state remembers the latest finish that the card was told until now, so that a stop
 * EMM lasts until then, whatever was sold in between.
 */
public final class CardLife {
  private final AiringRules rules;
  private final Instant now;

  public CardLife(OperatorNetwork network, Instant now) {
    this(network.policy().airing(), now);
  }

  public CardLife(AiringRules rules, Instant now) {
    this.rules = rules;
    this.now = now;
  }

  /** What the journal calls an edit. */
  public static CardOperation operation(CardEdit edit) {
    if (edit.windows().isPresent()) {
      return CardOperation.CHANGE_RIGHTS;
    }
    return edit.paired().isPresent() ? CardOperation.PAIR : CardOperation.CHANGE;
  }

  /** With other fields; an edit without fields has nothing to do. */
  public Card edited(Card before, CardEdit edit) {
    forbid(before, Set.of(CardStatus.RETIRED));
    if (edit.fields().isEmpty()) {
      return before;
    }
    Sold sold = before.sold();
    boolean paired = edit.paired().orElse(sold.paired());
    Sold after =
        new Sold(
            edit.windows().orElse(sold.windows()),
            paired,
            sold.freeUntil().filter(until -> paired && until.isAfter(now)),
            edit.protectedCard().orElse(sold.protectedCard()));
    CardHolder holder = before.holder();
    return next(
        before,
        before.status(),
        edit.region().orElse(before.region()),
        after,
        new CardHolder(
            edit.subscriber().orElse(holder.subscriber()),
            edit.setTopBox().orElse(holder.setTopBox()),
            edit.parent().orElse(holder.parent())));
  }

  /** Out of stock. */
  public Card activated(Card before) {
    return turned(before, CardStatus.ACTIVE, Set.of(CardStatus.STOCK));
  }

  public Card suspended(Card before) {
    return turned(before, CardStatus.SUSPENDED, Set.of(CardStatus.ACTIVE));
  }

  /** A card in stock was never on; it is activated instead. */
  public Card resumed(Card before) {
    return turned(before, CardStatus.ACTIVE, Set.of(CardStatus.SUSPENDED));
  }

  public Card blacklisted(Card before) {
    return turned(
        before,
        CardStatus.BLACKLISTED,
        Set.of(CardStatus.STOCK, CardStatus.ACTIVE, CardStatus.SUSPENDED));
  }

  /** Comes back suspended, for billing to decide. */
  public Card unblacklisted(Card before) {
    if (before.status() != CardStatus.BLACKLISTED) {
      throw forbidden(before);
    }
    return turned(before, CardStatus.SUSPENDED, Set.of(CardStatus.BLACKLISTED));
  }

  /** For good. Nobody holds it any more; a blacklisted card stays what it is. */
  public Card retired(Card before) {
    if (before.status() == CardStatus.RETIRED) {
      return before;
    }
    forbid(before, Set.of(CardStatus.BLACKLISTED));
    return next(before, CardStatus.RETIRED, before.region(), before.sold(), CardHolder.NOBODY);
  }

  /** Told unpaired for so long, so that it learns the host it sits in now. */
  public Card freed(Card before, Duration free) {
    forbid(before, Set.of(CardStatus.STOCK, CardStatus.BLACKLISTED, CardStatus.RETIRED));
    Sold sold = before.sold();
    FieldRules.require(sold.paired(), "paired", "the card is not paired");
    Instant until = now.truncatedTo(ChronoUnit.SECONDS).plus(free);
    return next(
        before,
        before.status(),
        before.region(),
        new Sold(sold.windows(), true, Optional.of(until), sold.protectedCard()),
        before.holder());
  }

  /** The same state again: it goes on air as any change. */
  public Card recalled(Card before) {
    forbid(before, Set.of(CardStatus.STOCK));
    return next(before, before.status(), before.region(), before.sold(), before.holder());
  }

  /** A card in stock that takes the place of another one. */
  public Card successor(Card fresh, Card old) {
    forbid(old, Set.of(CardStatus.STOCK, CardStatus.BLACKLISTED, CardStatus.RETIRED));
    if (fresh.status() != CardStatus.STOCK) {
      throw forbidden(fresh);
    }
    return next(fresh, old.status(), old.region(), old.sold(), old.holder());
  }

  /** A card whose place another one takes. */
  public Card replaced(Card old, boolean stolen) {
    return next(
        old,
        stolen ? CardStatus.BLACKLISTED : CardStatus.RETIRED,
        old.region(),
        old.sold(),
        CardHolder.NOBODY);
  }

  /** With what it was told until now; nothing to do when the row says so already. */
  public Card remembered(Card before) {
    return latestTold(before).equals(before.latestFinish())
        ? before
        : next(before, before.status(), before.region(), before.sold(), before.holder());
  }

  /** The latest finish that a card was told until now. */
  public Instant latestTold(Card card) {
    if (card.status() != CardStatus.ACTIVE) {
      return card.latestFinish();
    }
    Instant told = card.sold().latestTold(now, rules, card.serial());
    return told.isAfter(card.latestFinish()) ? told : card.latestFinish();
  }

  private Card turned(Card before, CardStatus to, Set<CardStatus> from) {
    if (before.status() == to) {
      return before;
    }
    if (!from.contains(before.status())) {
      throw forbidden(before);
    }
    return next(before, to, before.region(), before.sold(), before.holder());
  }

  private Card next(Card before, CardStatus status, String region, Sold sold, CardHolder holder) {
    return new Card(
        before.network(),
        before.serial(),
        before.version() + 1,
        status,
        region,
        sold,
        latestTold(before),
        before.key(),
        holder,
        before.registeredAt());
  }

  private static void forbid(Card card, Set<CardStatus> statuses) {
    if (statuses.contains(card.status())) {
      throw forbidden(card);
    }
  }

  private static CaskadeException forbidden(Card card) {
    return new CaskadeException(
        ErrorCode.STATUS_FORBIDS, card.network(), card.serial(), card.status());
  }
}
