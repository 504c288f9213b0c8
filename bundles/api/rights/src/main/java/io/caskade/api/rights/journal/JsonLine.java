package io.caskade.api.rights.journal;

import java.util.List;

/** Writes one flat JSON object (RFC 8259) into one line. */
final class JsonLine {
  private final StringBuilder json = new StringBuilder("{");

  JsonLine add(String name, String value) {
    name(name);
    quote(value);
    return this;
  }

  JsonLine add(String name, long value) {
    name(name);
    json.append(value);
    return this;
  }

  JsonLine add(String name, boolean value) {
    name(name);
    json.append(value);
    return this;
  }

  JsonLine add(String name, List<String> values) {
    name(name);
    json.append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        json.append(',');
      }
      quote(values.get(i));
    }
    json.append(']');
    return this;
  }

  /** An object that is written already. */
  JsonLine addObject(String name, String object) {
    name(name);
    json.append(object);
    return this;
  }

  String end() {
    return json.append('}').toString();
  }

  private void name(String name) {
    if (json.length() > 1) {
      json.append(',');
    }
    quote(name);
    json.append(':');
  }

  private void quote(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u00").append(c < 0x10 ? "0" : "").append(Integer.toHexString(c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
