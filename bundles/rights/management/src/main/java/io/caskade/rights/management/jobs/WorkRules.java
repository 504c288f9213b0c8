package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.rights.management.cards.CardLife;
import io.caskade.rights.management.cards.CardRules;
import io.caskade.rights.management.cards.Holders;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** The rule for each kind of work, in a network as it is now. */
final class WorkRules {
  private final OperatorNetwork network;
  private final Holders holders;
  private final Function<CardSerial, WrappedKey> keys;

  /**
   * @param keys makes the key of a new card, which a preview has no use for
   */
  WorkRules(OperatorNetwork network, Holders holders, Function<CardSerial, WrappedKey> keys) {
    this.network = network;
    this.holders = holders;
    this.keys = keys;
  }

  RowRule rule(BulkWork work) {
    if (work instanceof BulkWork.AddRange add) {
      return new AddRule(add, keys);
    } else if (work instanceof BulkWork.Change change) {
      return change(change.edit());
    } else if (work instanceof BulkWork.Extend extend) {
      return extend(extend.by());
    } else if (work instanceof BulkWork.Turn turn) {
      return turn(turn);
    }
    return new SynchroniseRule((BulkWork.Synchronise) work, network, holders);
  }

  private RowRule change(CardEdit edit) {
    return (row, serial, present, now) -> {
      Card before = CardTurns.present(network.network().id(), serial, present);
      if (edit.parent().flatMap(parent -> parent).filter(serial::equals).isPresent()) {
        throw new CaskadeException(
            ErrorCode.FIELD_INVALID, "parent", "a card is not its own parent");
      }
      return edited(before, edit, now);
    };
  }

  private RowRule extend(Duration by) {
    return (row, serial, present, now) -> {
      Card before = CardTurns.present(network.network().id(), serial, present);
      Instant second = now.truncatedTo(ChronoUnit.SECONDS);
      List<Window> windows =
          before.sold().windows().stream().map(window -> extended(window, by, second)).toList();
      CardRules.requireWindows(network.network(), serial, windows);
      return edited(before, CardEdit.windows(windows), now);
    };
  }

  private static Window extended(Window window, Duration by, Instant now) {
    return window.finish().isBefore(now)
        ? new Window(window.products(), now, now.plus(by))
        : new Window(window.products(), window.start(), window.finish().plus(by));
  }

  private RowRule turn(BulkWork.Turn turn) {
    return (row, serial, present, now) -> {
      Card before = CardTurns.present(network.network().id(), serial, present);
      Card after = CardTurns.turned(new CardLife(network, now), before, turn.operation());
      return CardTurns.outcome(turn.operation(), CardTurns.name(turn.operation()), before, after);
    };
  }

  private Outcome edited(Card before, CardEdit edit, Instant now) {
    Card after = new CardLife(network, now).edited(before, edit);
    return CardTurns.outcome(CardLife.operation(edit), "change", before, after);
  }
}
