package io.caskade.lib.cccamcfg;

import java.util.Optional;

/** The fields of one line, from left to right. */
final class Fields {
  private final String text;
  private int at;

  Fields(String text) {
    this.text = text;
  }

  /** Up to the next blank, whatever it holds: names and passwords. */
  Optional<String> word() {
    skip();
    int from = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return from == at ? Optional.empty() : Optional.of(text.substring(from, at));
  }

  /** Up to the next blank or brace; empty before a brace, a comment and at the end. */
  Optional<String> plain() {
    skip();
    if (at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '#')) {
      return Optional.empty();
    }
    int from = at;
    while (at < text.length()
        && !Character.isWhitespace(text.charAt(at))
        && text.charAt(at) != '{') {
      at++;
    }
    return from == at ? Optional.empty() : Optional.of(text.substring(from, at));
  }

  /** What stands between the next braces, blanks and all; empty when no brace is next. */
  Optional<Braces> braces() {
    skip();
    if (at >= text.length() || text.charAt(at) != '{') {
      return Optional.empty();
    }
    int end = text.indexOf('}', at);
    Braces braces = new Braces(text.substring(at + 1, end < 0 ? text.length() : end), end >= 0);
    at = end < 0 ? text.length() : end + 1;
    return Optional.of(braces);
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** What stood between braces. */
  record Braces(String content, boolean closed) {
    /** CCcam wants a blank behind the opening one, before the closing one, behind each comma. */
    boolean blanksRight() {
      return content.startsWith(" ") && content.endsWith(" ") && !content.matches(".*,\\S.*");
    }
  }
}
