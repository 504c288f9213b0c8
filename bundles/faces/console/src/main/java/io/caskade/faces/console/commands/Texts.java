package io.caskade.faces.console.commands;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.apache.karaf.shell.api.console.Session;

/**
 * The console's words, English or Russian. The session variable {@code language} ({@code en} or
 * {@code ru}) decides, else the language of the JVM.
 */
final class Texts {
  private final Locale locale;
  private final ResourceBundle bundle;

  Texts(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            "io.caskade.faces.console.commands.console",
            locale,
            Texts.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static Texts of(Session session) {
    return session.get("language") instanceof String language
        ? new Texts(Locale.forLanguageTag(language))
        : new Texts(Locale.getDefault());
  }

  Locale locale() {
    return locale;
  }

  String get(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }
}
