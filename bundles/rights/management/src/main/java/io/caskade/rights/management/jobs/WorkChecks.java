package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.NewCard;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.rights.management.FieldRules;
import io.caskade.rights.management.cards.CardRules;
import io.caskade.rights.management.cards.Holders;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** What is wrong with work as a whole; what is wrong with one row, its rule finds later. */
final class WorkChecks {
  /** Cards that one call may name one by one. */
  static final int MAX_NAMED = 1_000_000;

  /** Windows of a card before those of the same time are joined. */
  static final int MAX_ENTERED_WINDOWS = 256;

  static final Duration MAX_EXTENSION = Duration.ofDays(3_660);

  private static final int MAX_TEXT = 190;
  private static final Set<CardOperation> TURNS =
      Set.of(
          CardOperation.SUSPEND,
          CardOperation.RESUME,
          CardOperation.ACTIVATE,
          CardOperation.RETIRE,
          CardOperation.RECALL);

  private final Holders holders;

  WorkChecks(Holders holders) {
    this.holders = holders;
  }

  /**
   * @throws CaskadeException FIELD_INVALID, DATE_OUT_OF_RANGE, WINDOW_INVALID, REGION_INVALID,
   *     SUBSCRIBER_UNKNOWN
   */
  void require(OperatorNetwork network, BulkWork work) {
    Selecting.selection(work).ifPresent(cards -> require(work, cards));
    if (work instanceof BulkWork.AddRange add) {
      require(network, add);
    } else if (work instanceof BulkWork.Change change) {
      require(network, change);
    } else if (work instanceof BulkWork.Extend extend) {
      FieldRules.require(
          extend.by().getNano() == 0
              && extend.by().compareTo(Duration.ZERO) > 0
              && extend.by().compareTo(MAX_EXTENSION) <= 0,
          "by",
          "must be whole seconds, up to ten years");
    } else if (work instanceof BulkWork.Turn turn) {
      FieldRules.require(
          TURNS.contains(turn.operation()),
          "operation",
          "must be SUSPEND, RESUME, ACTIVATE, RETIRE or RECALL");
    } else if (work instanceof BulkWork.Synchronise synchronise) {
      require(synchronise);
    }
  }

  static NewCard first(BulkWork.AddRange add) {
    return new NewCard(
        add.network(),
        add.first(),
        add.status(),
        add.region(),
        add.sold(),
        CardHolder.NOBODY,
        null,
        false);
  }

  private static void require(OperatorNetwork network, BulkWork.AddRange add) {
    FieldRules.require(
        add.count() >= 1 && add.count() <= Rows.MAX, "count", "must be 1 to " + Rows.MAX);
    FieldRules.require(
        add.first().value() + add.count() - 1 <= CardSerial.MAX,
        "count",
        "goes beyond the last serial");
    CardRules.requireNew(network.network(), first(add));
  }

  private void require(OperatorNetwork network, BulkWork.Change change) {
    FieldRules.require(!change.edit().fields().isEmpty(), "edit", "must change a field");
    change
        .edit()
        .windows()
        .ifPresent(
            windows ->
                FieldRules.require(
                    windows.size() <= MAX_ENTERED_WINDOWS,
                    "windows",
                    "must be at most " + MAX_ENTERED_WINDOWS));
    // A refusal names a card; with a parent, any card but that one stands for all of them.
    CardSerial any = new CardSerial(0);
    CardSerial other =
        change.edit().parent().flatMap(parent -> parent).filter(any::equals).isPresent()
            ? new CardSerial(1)
            : any;
    CardRules.requireEdit(network.network(), other, change.edit());
    holders.require(change.network(), other, change.edit());
  }

  private static void require(BulkWork.Synchronise work) {
    FieldRules.require(work.cards().size() <= MAX_NAMED, "cards", "must be at most " + MAX_NAMED);
    Set<CardSerial> serials = new HashSet<>();
    for (BulkWork.BilledCard card : work.cards()) {
      FieldRules.require(serials.add(card.serial()), "cards", card.serial() + " stands twice");
      FieldRules.require(
          card.windows().size() <= MAX_ENTERED_WINDOWS,
          "windows",
          "of " + card.serial() + " must be at most " + MAX_ENTERED_WINDOWS);
      card.subscriber().ifPresent(id -> FieldRules.text("subscriber", id, MAX_TEXT));
    }
  }

  private static void require(BulkWork work, BulkWork.CardSelection selection) {
    if (selection instanceof BulkWork.CardSelection.Serials serials) {
      FieldRules.require(
          !serials.serials().isEmpty() && serials.serials().size() <= MAX_NAMED,
          "cards",
          "must be 1 to " + MAX_NAMED);
    } else if (selection instanceof BulkWork.CardSelection.Query query) {
      require(work, query.query());
    }
  }

  private static void require(BulkWork work, CardQuery query) {
    FieldRules.require(
        query.network().equals(work.network()), "network", "of the query must be that of the job");
    query.text().ifPresent(text -> FieldRules.text("text", text, MAX_TEXT));
    query.region().ifPresent(region -> FieldRules.region("region", region));
    query.subscriber().ifPresent(id -> FieldRules.text("subscriber", id, MAX_TEXT));
  }
}
