package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardOperation;
import io.caskade.rights.management.cards.CardLife;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the rules for cards that exist have in common. */
final class CardTurns {
  private CardTurns() {}

  /**
   * @throws CaskadeException CARD_UNKNOWN
   */
  static Card present(NetworkId network, CardSerial serial, @Nullable Card present) {
    if (present == null) {
      throw new CaskadeException(ErrorCode.CARD_UNKNOWN, network, serial);
    }
    return present;
  }

  static Card turned(CardLife life, Card before, CardOperation operation) {
    return switch (operation) {
      case SUSPEND -> life.suspended(before);
      case RESUME -> life.resumed(before);
      case ACTIVATE -> life.activated(before);
      case RETIRE -> life.retired(before);
      case RECALL -> life.recalled(before);
      default -> throw new CaskadeException(ErrorCode.FIELD_INVALID, "operation", operation);
    };
  }

  /** One step, or none when it leaves everything as it was. */
  static Outcome outcome(CardOperation operation, String what, Card before, Card after) {
    return after.version() == before.version()
            || operation != CardOperation.RECALL && same(before, after)
        ? new Outcome.Unchanged(before.serial())
        : new Outcome.Changed(
            before.serial(), what, List.of(new Outcome.Step(operation, before, after)));
  }

  static boolean same(Card before, Card after) {
    return before.status() == after.status()
        && before.region().equals(after.region())
        && before.sold().equals(after.sold())
        && before.holder().equals(after.holder());
  }

  /** As a line of a preview names it. */
  static String name(CardOperation operation) {
    return operation.name().toLowerCase(Locale.ROOT);
  }
}
