package io.caskade.api.ops;

import java.time.Instant;
import java.util.Locale;

/**
 * A message that was refused or odd, in the words of a head-end. Never a control word.
 *
 * @param at when it was seen last
 * @param peer {@code host:port}
 * @param times in a row, when the very same came again
 * @param code a name that does not change with the language
 */
public record Explained(
    Instant at, String peer, long times, String code, Words english, Words russian) {

  /**
   * In one language.
   *
   * @param text one sentence with clause, parameter and bytes
   * @param cure what to do
   */
  public record Words(String text, String cure) {}

  /** Russian when it is asked for, else English. */
  public Words in(Locale locale) {
    return locale.getLanguage().equals("ru") ? russian : english;
  }
}
