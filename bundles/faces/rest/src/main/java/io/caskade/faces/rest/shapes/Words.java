package io.caskade.faces.rest.shapes;

import io.caskade.faces.rest.http.FieldFault;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words of the API for values of an enum: lower case with hyphens. */
public final class Words {
  private Words() {}

  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws FieldFault FIELD_INVALID with the words that are possible
   */
  public static <E extends Enum<E>> E parse(Class<E> kind, String word, String field) {
    for (E value : kind.getEnumConstants()) {
      if (of(value).equals(word)) {
        return value;
      }
    }
    String known =
        Arrays.stream(kind.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "));
    throw FieldFault.invalid(field, "one of " + known);
  }
}
