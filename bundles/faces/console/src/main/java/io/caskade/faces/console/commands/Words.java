package io.caskade.faces.console.commands;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names of an enum as they are typed and written: lower case, hyphens. */
public final class Words {
  private Words() {}

  public static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static List<String> all(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Words::written).toList();
  }

  /**
   * Reads a name, in either case.
   *
   * @param field what it is given for
   * @throws CaskadeException FIELD_INVALID, which lists the names
   */
  public static <E extends Enum<E>> E read(Class<E> type, String field, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> written(value).equalsIgnoreCase(text.replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new CaskadeException(
                    ErrorCode.FIELD_INVALID, field, text + ": " + String.join(", ", all(type))));
  }

  /** Reads several names. */
  public static <E extends Enum<E>> Set<E> readAll(
      Class<E> type, String field, Collection<String> texts) {
    Set<E> values = EnumSet.noneOf(type);
    texts.forEach(text -> values.add(read(type, field, text)));
    return values;
  }

  /** Empty text is none. */
  public static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /**
   * Reads {@code yes} or {@code no}.
   *
   * @throws CaskadeException FIELD_INVALID
   */
  public static boolean yes(String field, String text) {
    if (!"yes".equals(text) && !"no".equals(text)) {
      throw new CaskadeException(ErrorCode.FIELD_INVALID, field, text + ": yes, no");
    }
    return "yes".equals(text);
  }
}
