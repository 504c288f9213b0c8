package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.rights.management.cards.CardLife;
import io.caskade.rights.management.cards.CardRules;
import io.caskade.rights.management.cards.Holders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Full synchronisation (U21): the first rows are those of billing's set in its order, the others
 * the active cards that it does not name.
 *
 * <ul>
 *   <li>Windows become those of the set; the subscriber too, when the set names one.
 *   <li>A card that is billed and not suspended becomes active, out of stock as well.
 *   <li>A card that is billed as suspended is suspended, one in stock stays there.
 *   <li>A blacklisted or retired card stays what it is: right when billed as suspended, refused
 *       otherwise.
 *   <li>A card that billing does not name is suspended.
 * </ul>
 *
 * Each rule is a state to be reached, so doing it twice changes nothing the second time.
 */
final class SynchroniseRule implements RowRule {
  private final BulkWork.Synchronise work;
  private final OperatorNetwork network;
  private final Holders holders;

  SynchroniseRule(BulkWork.Synchronise work, OperatorNetwork network, Holders holders) {
    this.work = work;
    this.network = network;
    this.holders = holders;
  }

  @Override
  public Outcome decide(int row, CardSerial serial, @Nullable Card present, Instant now) {
    Card before = CardTurns.present(work.network(), serial, present);
    CardLife life = new CardLife(network, now);
    if (row >= work.cards().size()) {
      return unlisted(life, before);
    }
    BulkWork.BilledCard billed = work.cards().get(row);
    boolean stopped =
        before.status() == CardStatus.BLACKLISTED || before.status() == CardStatus.RETIRED;
    if (stopped && billed.suspended()) {
      return new Outcome.Unchanged(serial);
    }
    var steps = new ArrayList<Outcome.Step>(2);
    Optional<CardOperation> turn = turn(before.status(), billed.suspended());
    if (turn.equals(Optional.of(CardOperation.SUSPEND))) {
      edit(life, turn(life, before, turn, steps), billed, steps);
    } else {
      // What was sold before was not told while the card was off, so it is replaced first.
      turn(life, edit(life, before, billed, steps), turn, steps);
    }
    return steps.isEmpty()
        ? new Outcome.Unchanged(serial)
        : new Outcome.Changed(
            serial, turn.map(CardTurns::name).orElse("change"), List.copyOf(steps));
  }

  private static Card turn(
      CardLife life, Card card, Optional<CardOperation> turn, List<Outcome.Step> steps) {
    if (turn.isEmpty()) {
      return card;
    }
    Card turned = CardTurns.turned(life, card, turn.get());
    steps.add(new Outcome.Step(turn.get(), card, turned));
    return turned;
  }

  private static Optional<CardOperation> turn(CardStatus status, boolean suspended) {
    if (suspended) {
      return status == CardStatus.ACTIVE ? Optional.of(CardOperation.SUSPEND) : Optional.empty();
    }
    return switch (status) {
      case ACTIVE -> Optional.empty();
      case STOCK -> Optional.of(CardOperation.ACTIVATE);
      case SUSPENDED, BLACKLISTED, RETIRED -> Optional.of(CardOperation.RESUME);
    };
  }

  private Card edit(
      CardLife life, Card card, BulkWork.BilledCard billed, List<Outcome.Step> steps) {
    CardRules.requireWindows(network.network(), card.serial(), billed.windows());
    Optional<String> subscriber = billed.subscriber().or(() -> card.holder().subscriber());
    if (!subscriber.equals(card.holder().subscriber())) {
      holders.require(
          work.network(),
          card.serial(),
          new CardHolder(subscriber, Optional.empty(), Optional.empty()));
    }
    CardEdit edit =
        new CardEdit(
            Optional.of(billed.windows()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(subscriber),
            Optional.empty(),
            Optional.empty());
    Card after = life.edited(card, edit);
    if (CardTurns.same(card, after)) {
      return card;
    }
    CardOperation operation =
        after.sold().equals(card.sold()) ? CardOperation.CHANGE : CardOperation.CHANGE_RIGHTS;
    steps.add(new Outcome.Step(operation, card, after));
    return after;
  }

  /** It was active when the rows were frozen; whoever stopped it since did the work. */
  private static Outcome unlisted(CardLife life, Card before) {
    if (before.status() != CardStatus.ACTIVE) {
      return new Outcome.Unchanged(before.serial());
    }
    return new Outcome.Changed(
        before.serial(),
        CardTurns.name(CardOperation.SUSPEND),
        List.of(new Outcome.Step(CardOperation.SUSPEND, before, life.suspended(before))));
  }
}
