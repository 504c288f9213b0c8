package io.caskade.api.ops;

import java.util.List;
import java.util.Locale;

/**
 * What a {@link Checkup} found.
 *
 * @param arguments of the text, never a secret; a {@link Reason} is told in the reader's language
 */
public record Finding(FindingCode code, List<Object> arguments) {
  public Finding {
    arguments = List.copyOf(arguments);
  }

  /** A finding with its arguments. */
  public static Finding of(FindingCode code, Object... arguments) {
    return new Finding(code, List.of(arguments));
  }

  public String text(Locale locale) {
    return code.text(locale, in(locale));
  }

  /** What to do about it; empty when nothing needs to be done. */
  public String cure(Locale locale) {
    return code.cure(locale, in(locale));
  }

  private Object[] in(Locale locale) {
    return arguments.stream()
        .map(argument -> argument instanceof Reason reason ? reason.text(locale) : argument)
        .toArray();
  }
}
