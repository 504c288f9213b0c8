package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.rights.management.FieldRules;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the rows of some work. They are frozen before the first change, so that a job that changes
 * what its own query asks for neither skips a card nor meets one twice.
 */
final class Selecting {
  static final int PAGE = 1_000;

  private final Store store;

  Selecting(Store store) {
    this.store = store;
  }

  Rows rows(BulkWork work) {
    if (work instanceof BulkWork.AddRange add) {
      return Rows.range(add.first(), add.count());
    } else if (work instanceof BulkWork.Change change) {
      return selected(change.cards());
    } else if (work instanceof BulkWork.Extend extend) {
      return selected(extend.cards());
    } else if (work instanceof BulkWork.Turn turn) {
      return selected(turn.cards());
    }
    return listedAndOthers((BulkWork.Synchronise) work);
  }

  /** How many there will be, as far as it can be told without reading the cards. */
  long estimate(BulkWork work) {
    Optional<CardQuery> query = query(work);
    if (query.isPresent()) {
      return store.countCards(query.get());
    }
    return work instanceof BulkWork.Synchronise synchronise
        ? synchronise.cards().size()
        : rows(work).size();
  }

  /** The query of work that has one. */
  static Optional<CardQuery> query(BulkWork work) {
    return selection(work)
        .filter(BulkWork.CardSelection.Query.class::isInstance)
        .map(selection -> ((BulkWork.CardSelection.Query) selection).query());
  }

  static Optional<BulkWork.CardSelection> selection(BulkWork work) {
    if (work instanceof BulkWork.Change change) {
      return Optional.of(change.cards());
    } else if (work instanceof BulkWork.Extend extend) {
      return Optional.of(extend.cards());
    } else if (work instanceof BulkWork.Turn turn) {
      return Optional.of(turn.cards());
    }
    return Optional.empty();
  }

  private Rows selected(BulkWork.CardSelection selection) {
    if (selection instanceof BulkWork.CardSelection.Serials serials) {
      return Rows.of(serials.serials().stream().distinct().sorted().toList());
    }
    var found = new Rows.Growing();
    read(((BulkWork.CardSelection.Query) selection).query(), found, Set.of());
    return found.toRows();
  }

  /** The rows of billing's set keep its order; behind them those that it does not name. */
  private Rows listedAndOthers(BulkWork.Synchronise work) {
    var rows = new Rows.Growing();
    Set<CardSerial> listed = new HashSet<>();
    for (BulkWork.BilledCard card : work.cards()) {
      rows.add(card.serial());
      listed.add(card.serial());
    }
    if (work.unlisted() == BulkWork.Unlisted.SUSPEND) {
      CardQuery active =
          new CardQuery(
              work.network(),
              Optional.empty(),
              Set.of(CardStatus.ACTIVE),
              ProductMask.NONE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              PAGE);
      read(active, rows, listed);
    }
    return rows.toRows();
  }

  private void read(CardQuery query, Rows.Growing rows, Collection<CardSerial> except) {
    CardQuery next = fromTheStart(query);
    List<Card> page = store.cards(next);
    while (!page.isEmpty()) {
      for (Card card : page) {
        if (!except.contains(card.serial())) {
          rows.add(card.serial());
        }
      }
      FieldRules.require(rows.size() <= Rows.MAX, "cards", "are more than " + Rows.MAX);
      next = next.after(page.get(page.size() - 1).serial());
      page = page.size() < PAGE ? List.of() : store.cards(next);
    }
  }

  private static CardQuery fromTheStart(CardQuery query) {
    return new CardQuery(
        query.network(),
        query.text(),
        query.statuses(),
        query.products(),
        query.region(),
        query.subscriber(),
        query.finishFrom(),
        query.finishBefore(),
        Optional.empty(),
        PAGE);
  }
}
