package io.caskade.api.base;

import java.util.List;
import java.util.Locale;

/**
 * A refusal with a code of the catalogue. The message says what was wrong and where, {@link #cure}
 * what to do about it. Arguments are identifiers, never secrets.
 */
public final class CaskadeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<Object> arguments;

  public CaskadeException(ErrorCode code, Object... arguments) {
    super(code.text(Locale.ENGLISH, arguments));
    this.code = code;
    this.arguments = List.of(arguments);
  }

  public CaskadeException(Throwable cause, ErrorCode code, Object... arguments) {
    super(code.text(Locale.ENGLISH, arguments), cause);
    this.code = code;
    this.arguments = List.of(arguments);
  }

  public ErrorCode code() {
    return code;
  }

  /** What the text names: identifiers and names of fields, in the order of its places. */
  public List<Object> arguments() {
    return arguments;
  }

  /** What was wrong, in the reader's language (English or Russian). */
  public String text(Locale locale) {
    return code.text(locale, arguments.toArray());
  }

  /** What to do about it, in the reader's language. */
  public String cure(Locale locale) {
    return code.cure(locale, arguments.toArray());
  }
}
