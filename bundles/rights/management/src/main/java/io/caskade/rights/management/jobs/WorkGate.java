package io.caskade.rights.management.jobs;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.cards.CardGate;
import java.util.List;
import java.util.Optional;

/**
 * Who may do which work: BULK, and whatever the same change of one card needs, also where only
 * billing sells and switches (R2).
 */
final class WorkGate {
  private final Gate gate;
  private final CardGate cards;

  WorkGate(Gate gate, CardGate cards) {
    this.gate = gate;
    this.cards = cards;
  }

  /**
   * @throws CaskadeException FORBIDDEN, NETWORK_UNKNOWN
   */
  OperatorNetwork require(Caller caller, BulkWork work) {
    gate.require(caller, Permission.BULK, work.network());
    Selecting.query(work).ifPresent(query -> cards.search(caller, query));
    if (work instanceof BulkWork.AddRange add) {
      return cards.add(caller, WorkChecks.first(add));
    } else if (work instanceof BulkWork.Change change) {
      return cards.edit(caller, work.network(), change.edit());
    } else if (work instanceof BulkWork.Extend) {
      return cards.edit(caller, work.network(), CardEdit.windows(List.of()));
    } else if (work instanceof BulkWork.Turn turn) {
      return turn(caller, turn);
    }
    cards.sell(caller, Permission.CARDS_SUSPEND, work.network());
    return cards.edit(caller, work.network(), billed());
  }

  private OperatorNetwork turn(Caller caller, BulkWork.Turn turn) {
    CardOperation operation = turn.operation();
    if (operation == CardOperation.RETIRE) {
      return cards.act(caller, Permission.CARDS_RETIRE, turn.network());
    } else if (operation == CardOperation.RECALL) {
      return cards.act(caller, Permission.CARDS_RECALL, turn.network());
    } else if (operation == CardOperation.ACTIVATE) {
      return cards.sell(caller, Permission.CARDS_SELL, turn.network());
    }
    return cards.sell(caller, Permission.CARDS_SUSPEND, turn.network());
  }

  /** The fields that billing's set writes. */
  private static CardEdit billed() {
    return new CardEdit(
        Optional.of(List.of()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }
}
