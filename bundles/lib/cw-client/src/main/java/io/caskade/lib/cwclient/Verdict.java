package io.caskade.lib.cwclient;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What was found, with its details.
 *
 * @param details for the text, in its order
 */
public record Verdict(Finding finding, List<String> details) {
  private static final String BUNDLE = "io.caskade.lib.cwclient.findings";

  public Verdict {
    details = List.copyOf(details);
  }

  public static Verdict of(Finding finding, String... details) {
    return new Verdict(finding, List.of(details));
  }

  /** One sentence: what is wrong. */
  public String text(Locale locale) {
    return format(locale, finding.key());
  }

  /** What to do; empty when nothing is. */
  public String cure(Locale locale) {
    return finding.isGood() ? "" : format(locale, finding.key() + ".cure");
  }

  private String format(Locale locale, String key) {
    // No text of the machine's own language where this one has none.
    ResourceBundle texts =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(texts.getString(key), locale).format(details.toArray());
  }
}
