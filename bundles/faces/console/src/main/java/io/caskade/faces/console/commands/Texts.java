package io.caskade.faces.console.commands;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.apache.karaf.shell.api.console.Session;

/**
 * The console's words, English or Russian. The session variable {@code language} ({@code en} or
 * {@code ru}) decides, else the language of the JVM.
 */
public final class Texts {
  private final Locale locale;
  private final ResourceBundle bundle;

  public Texts(Locale locale) {
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

  public Locale locale() {
    return locale;
  }

  public String get(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  /** Heading of a column or a field; the key itself when a newer report brought it. */
  String heading(String key) {
    return find("column." + key).orElse(key);
  }

  /** The word for a value of an enum. */
  public String word(Enum<?> value) {
    return find(value.getDeclaringClass().getSimpleName() + "." + value.name())
        .orElseGet(() -> Words.written(value));
  }

  /** What a command does, in this language. */
  public Optional<String> command(String name) {
    return find("command." + name);
  }

  private Optional<String> find(String key) {
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }
}
