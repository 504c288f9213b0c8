package io.caskade.faces.console.commands;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON (RFC 8259), ASCII only so that no terminal can spoil it. Numbers and truth values are
 * themselves, an enum is in lower case with hyphens, an instant RFC 3339 in UTC; everything else is
 * a string.
 */
final class Json {
  private Json() {}

  /** An object; the keys become {@code camelCase}. */
  static String object(List<String> keys, List<? extends @Nullable Object> values) {
    return IntStream.range(0, keys.size())
        .mapToObj(i -> string(camelCase(keys.get(i))) + ":" + value(values.get(i)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  static String value(@Nullable Object value) {
    if (value == null || Instant.EPOCH.equals(value)) {
      return "null";
    }
    if (value instanceof Optional<?> optional) {
      return value(optional.orElse(null));
    }
    if (value instanceof Table table) {
      return table.json();
    }
    if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
      return value.toString();
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(Json::value).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> string(entry.getKey().toString()) + ":" + value(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return string(value instanceof Enum<?> word ? Words.written(word) : value.toString());
  }

  private static String string(String text) {
    var json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  private static String camelCase(String key) {
    var camel = new StringBuilder(key.length());
    boolean upper = false;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      camel.append(upper ? Character.toUpperCase(c) : c);
      upper = c == '-';
      if (upper) {
        camel.setLength(camel.length() - 1);
      }
    }
    return camel.toString();
  }
}
