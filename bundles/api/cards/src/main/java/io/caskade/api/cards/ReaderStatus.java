package io.caskade.api.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One configured reader as faces show it.
 *
 * @param driver name of its driver, also when that is not installed
 * @param since when the state began
 * @param card answer to reset of the card in it
 * @param serial of the card in it, once it was read
 * @param exchanges commands that were answered since the start
 * @param failures commands and resets that were not
 */
public record ReaderStatus(
    String name,
    String driver,
    ReaderState state,
    Instant since,
    Optional<Octets> card,
    Optional<CardSerial> serial,
    Optional<LastError> lastError,
    long exchanges,
    long failures) {

  /**
   * What went wrong last.
   *
   * @param arguments of the code's text, in its order
   */
  public record LastError(Instant at, ErrorCode code, List<String> arguments) {
    public LastError {
      arguments = List.copyOf(arguments);
    }
  }
}
