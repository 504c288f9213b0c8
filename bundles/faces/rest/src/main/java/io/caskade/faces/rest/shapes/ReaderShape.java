package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.ReaderStatus;
import io.caskade.api.cards.ReaderStatus.LastError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A card reader.
 *
 * @param state no-driver, no-reader, empty, unusable, ready, busy or stopped
 * @param answerToReset of the card in it, hexadecimal digits
 * @param serial of the card in it, once it was read
 * @param exchanges commands that cards answered since the start
 * @param failures commands and resets that were not answered
 */
@Schema(name = "Reader")
public record ReaderShape(
    @Schema(example = "desk") String name,
    @Schema(example = "phoenix") String driver,
    @Schema(example = "ready") String state,
    Instant since,
    @Schema(example = "3B240030423030") Optional<String> answerToReset,
    @Schema(example = "2100000000") Optional<Long> serial,
    Optional<ErrorShape> lastError,
    long exchanges,
    long failures) {

  /** What went wrong last, in the language that was asked for. */
  @Schema(name = "ReaderError")
  public record ErrorShape(
      Instant at, @Schema(example = "CARD_MUTE") String code, String text, String cure) {
    static ErrorShape of(LastError error, Locale locale) {
      Object[] arguments = error.arguments().toArray();
      return new ErrorShape(
          error.at(),
          error.code().name(),
          error.code().text(locale, arguments),
          error.code().cure(locale, arguments));
    }
  }

  public static ReaderShape of(ReaderStatus reader, Locale locale) {
    return new ReaderShape(
        reader.name(),
        reader.driver(),
        Words.of(reader.state()),
        reader.since(),
        reader.card().map(Octets::hex),
        reader.serial().map(CardSerial::value),
        reader.lastError().map(error -> ErrorShape.of(error, locale)),
        reader.exchanges(),
        reader.failures());
  }
}
