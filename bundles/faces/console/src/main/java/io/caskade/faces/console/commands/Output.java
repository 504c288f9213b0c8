package io.caskade.faces.console.commands;

import java.io.PrintStream;
import java.util.List;

/**
 * Where a command writes, and how.
 *
 * @param json only tables and sheets are written, as JSON
 */
public record Output(PrintStream stream, Texts texts, boolean json) {
  /** A sentence for people. */
  public void say(String key, Object... arguments) {
    if (!json) {
      stream.println(texts.get(key, arguments));
    }
  }

  /** Text as it is, for people: a heading, a line of a report. */
  public void line(String text) {
    if (!json) {
      stream.println(text);
    }
  }

  /** A table; the keys name its columns in the texts and in JSON. */
  public Table table(String... columnKeys) {
    return new Table(this, List.of(columnKeys));
  }

  public Sheet sheet() {
    return new Sheet(this);
  }
}
