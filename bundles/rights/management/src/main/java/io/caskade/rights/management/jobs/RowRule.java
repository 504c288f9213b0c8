package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.Card;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a card by some work: a pure function of its present row. */
interface RowRule {
  /**
   * @param row number of the row in the job
   * @param present null when there is no such card
   * @throws CaskadeException the row is refused
   */
  Outcome decide(int row, CardSerial serial, @Nullable Card present, Instant now);
}
