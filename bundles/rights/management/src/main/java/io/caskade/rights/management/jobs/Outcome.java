package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardOperation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of one row. */
sealed interface Outcome {
  CardSerial serial();

  /** The card is as it is wanted. */
  record Unchanged(CardSerial serial) implements Outcome {}

  /** The row is left out; the others go on. */
  record Refused(CardSerial serial, CaskadeException reason) implements Outcome {}

  /**
   * The card changes.
   *
   * @param what as {@code JobManagement.Line} names it
   * @param steps one or more, each on the state that the one before it made
   */
  record Changed(CardSerial serial, String what, List<Step> steps) implements Outcome {
    @Nullable Card before() {
      return steps.get(0).before();
    }

    Card after() {
      return steps.get(steps.size() - 1).after();
    }
  }

  /** One row of the journal. */
  record Step(CardOperation operation, @Nullable Card before, Card after) {}
}
