package io.caskade.api.ops;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Something an operator should know.
 *
 * @param subject what it is about, for example {@code ecmg main, channel 1, stream 2}
 * @param since when it began
 * @param arguments of the text, never a secret
 */
public record Alarm(AlarmCode code, String subject, Instant since, List<Object> arguments) {
  public Alarm {
    Objects.requireNonNull(code);
    arguments = List.copyOf(arguments);
  }

  public String text(Locale locale) {
    return code.text(locale, arguments.toArray());
  }

  public String cure(Locale locale) {
    return code.cure(locale, arguments.toArray());
  }
}
