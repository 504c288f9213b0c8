package io.caskade.tools.backup;

import java.io.PrintStream;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.LongConsumer;

/** What the operator sees, in the language of the terminal. */
final class Screen {
  private static final long TELL_EVERY = 100_000;

  private final PrintStream out;
  private final Locale locale;
  private final ResourceBundle texts;

  Screen(PrintStream out, Locale locale) {
    this.out = out;
    this.locale = locale;
    texts =
        ResourceBundle.getBundle(
            "io.caskade.tools.backup.messages",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  Locale locale() {
    return locale;
  }

  void say(String key, Object... arguments) {
    out.println(text(key, arguments));
  }

  String text(String key, Object... arguments) {
    return new MessageFormat(texts.getString(key), locale).format(arguments);
  }

  /** A secret, alone on its line. */
  void show(String secret) {
    out.println("    " + secret);
  }

  /** Says how many rows, now and then. */
  LongConsumer progress() {
    return rows -> {
      if (rows > 0 && rows % TELL_EVERY == 0) {
        say("rows", rows);
      }
    };
  }
}
