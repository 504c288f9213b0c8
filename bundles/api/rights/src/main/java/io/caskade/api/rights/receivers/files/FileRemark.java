package io.caskade.api.rights.receivers.files;

import java.util.Locale;

/**
 * What a line of a file means here. Never a password.
 *
 * @param line from 1; 0 for the file as a whole
 * @param code a name that does not change with the language
 */
public record FileRemark(int line, Severity severity, String code, Words english, Words russian) {
  /** How bad. */
  public enum Severity {
    /** Good to know. */
    NOTE,
    /** Taken over otherwise than it stands there, or in part. */
    WARNING,
    /** Not taken over. */
    ERROR
  }

  /**
   * In one language.
   *
   * @param cure what to do; empty when nothing needs to be done
   */
  public record Words(String text, String cure) {}

  /** Russian when it is asked for, else English. */
  public Words in(Locale locale) {
    return locale.getLanguage().equals("ru") ? russian : english;
  }
}
