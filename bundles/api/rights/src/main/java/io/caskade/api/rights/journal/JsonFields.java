package io.caskade.api.rights.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one flat JSON object (RFC 8259) of texts, whole numbers, truth values and lists of texts,
 * which is all that a state in the journal has.
 */
final class JsonFields {
  private final Map<String, Object> values = new HashMap<>();

  private JsonFields() {}

  /**
   * @throws IllegalArgumentException anything else
   */
  static JsonFields parse(String json) {
    var fields = new JsonFields();
    new Reader(json).object(fields.values);
    return fields;
  }

  String text(String name) {
    return of(name, String.class);
  }

  long number(String name) {
    return of(name, Long.class);
  }

  boolean truth(String name) {
    return of(name, Boolean.class);
  }

  List<String> texts(String name) {
    return ((List<?>) of(name, List.class)).stream().map(String.class::cast).toList();
  }

  Optional<String> textIfAny(String name) {
    return values.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
  }

  Optional<Long> numberIfAny(String name) {
    return values.containsKey(name) ? Optional.of(number(name)) : Optional.empty();
  }

  private <T> T of(String name, Class<T> kind) {
    Object value = values.get(name);
    if (!kind.isInstance(value)) {
      throw new IllegalArgumentException(name + " is missing or of another kind");
    }
    return kind.cast(value);
  }

  /** One pass over the text. */
  private static final class Reader {
    private final String json;
    private int at;

    Reader(String json) {
      this.json = json;
    }

    void object(Map<String, Object> into) {
      require('{');
      if (!take('}')) {
        do {
          space();
          String name = text();
          require(':');
          if (into.put(name, value()) != null) {
            throw wrong("a name stands twice");
          }
        } while (take(','));
        require('}');
      }
      space();
      if (at != json.length()) {
        throw wrong("something follows");
      }
    }

    private Object value() {
      space();
      char first = at < json.length() ? json.charAt(at) : ' ';
      if (first == '"') {
        return text();
      }
      if (first == '[') {
        return texts();
      }
      if (json.startsWith("true", at) || json.startsWith("false", at)) {
        boolean truth = first == 't';
        at += truth ? 4 : 5;
        return truth;
      }
      return number();
    }

    private List<String> texts() {
      require('[');
      var texts = new ArrayList<String>();
      if (!take(']')) {
        do {
          space();
          texts.add(text());
        } while (take(','));
        require(']');
      }
      return texts;
    }

    private Long number() {
      int from = at;
      while (at < json.length() && (Character.isDigit(json.charAt(at)) || json.charAt(at) == '-')) {
        at++;
      }
      return Long.parseLong(json, from, at, 10);
    }

    private String text() {
      if (at >= json.length() || json.charAt(at) != '"') {
        throw wrong("a text is missing");
      }
      at++;
      var text = new StringBuilder();
      while (at < json.length()) {
        char c = json.charAt(at++);
        if (c == '"') {
          return text.toString();
        }
        text.append(c == '\\' ? escaped() : c);
      }
      throw wrong("a text has no end");
    }

    private char escaped() {
      char c = at < json.length() ? json.charAt(at++) : ' ';
      switch (c) {
        case '"', '\\', '/':
          return c;
        case 'n':
          return '\n';
        case 't':
          return '\t';
        case 'r':
          return '\r';
        case 'b':
          return '\b';
        case 'f':
          return '\f';
        case 'u':
          if (at + 4 > json.length()) {
            throw wrong("an escape has no end");
          }
          at += 4;
          return (char) Integer.parseInt(json, at - 4, at, 16);
        default:
          throw wrong("an escape is unknown");
      }
    }

    private void require(char c) {
      if (!take(c)) {
        throw wrong("'" + c + "' is missing");
      }
    }

    private boolean take(char c) {
      space();
      if (at < json.length() && json.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private void space() {
      while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
        at++;
      }
    }

    private IllegalArgumentException wrong(String why) {
      return new IllegalArgumentException(why + " at " + at);
    }
  }
}
