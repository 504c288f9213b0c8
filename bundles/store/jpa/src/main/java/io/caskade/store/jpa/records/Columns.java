package io.caskade.store.jpa.records;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** How values of records stand in columns. */
final class Columns {
  private Columns() {}

  /**
   * A text that fits its column.
   *
   * @throws CaskadeException FIELD_INVALID
   */
  static String text(String field, String value, int most) {
    if (value.length() > most) {
      throw new CaskadeException(ErrorCode.FIELD_INVALID, field, "at most " + most + " characters");
    }
    return value;
  }

  /** A list as lines, each of which ends with a line feed, so that an empty text is told apart. */
  static String lines(Collection<?> values) {
    var lines = new StringBuilder();
    for (Object value : values) {
      lines.append(value.toString().replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
    }
    return lines.toString();
  }

  static String lines(String field, Collection<?> values, int most) {
    return text(field, lines(values), most);
  }

  static List<String> list(String lines) {
    return list(lines, Function.identity());
  }

  static <T> List<T> list(String lines, Function<String, T> value) {
    var values = new ArrayList<T>();
    int from = 0;
    for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', from)) {
      values.add(value.apply(unescaped(lines.substring(from, end))));
      from = end + 1;
    }
    return values;
  }

  private static String unescaped(String line) {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    var text = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
        c = line.charAt(i) == 'n' ? '\n' : line.charAt(i);
      }
      text.append(c);
    }
    return text.toString();
  }

  static int truth(boolean value) {
    return value ? 1 : 0;
  }
}
