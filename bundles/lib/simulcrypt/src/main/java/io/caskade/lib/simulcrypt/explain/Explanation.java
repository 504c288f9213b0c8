package io.caskade.lib.simulcrypt.explain;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * One sentence about one message, and what to do about it.
 *
 * @param on where it was said
 * @param arguments of the sentence; never a byte that {@link Disclosure} hides
 * @param bytes excerpt of the message, empty when there is nothing to see
 */
public record Explanation(
    ExplanationCode code, SimulcryptInterface on, List<String> arguments, String bytes) {
  private static final int FORM_CLAUSE = 4;

  public Explanation {
    arguments = List.copyOf(arguments);
  }

  /** Arguments are written as they print; numbers without grouping. */
  public static Explanation of(
      ExplanationCode code, SimulcryptInterface on, String bytes, Object... arguments) {
    return new Explanation(code, on, Arrays.stream(arguments).map(String::valueOf).toList(), bytes);
  }

  /** {@code TS 103 197 clause 5}. */
  public String clause() {
    if (code == ExplanationCode.WORDS_ENCRYPTED) {
      return "TS 103 197 annex D";
    }
    return "TS 103 197 clause " + (code.ofForm() ? FORM_CLAUSE : on.clause());
  }

  /** The sentence, with clause and bytes. */
  public String text(Locale locale) {
    String seen = bytes.isEmpty() ? "" : "; " + bytes;
    return format(locale, code.name() + ".text") + " [" + clause() + seen + "]";
  }

  /** What to do. */
  public String cure(Locale locale) {
    String key = code.name() + ".cure";
    if (code == ExplanationCode.PEER_ERROR) {
      String ofStatus = "status." + on.clause() + "." + arguments.get(1);
      return format(locale, texts(locale).containsKey(ofStatus) ? ofStatus : key);
    }
    return format(locale, key);
  }

  private String format(Locale locale, String key) {
    return new MessageFormat(texts(locale).getString(key), locale).format(arguments.toArray());
  }

  private static ResourceBundle texts(Locale locale) {
    return ResourceBundle.getBundle(
        "io.caskade.lib.simulcrypt.explain.explanations",
        locale,
        Explanation.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
