package io.caskade.api.ops;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What checkups can find; texts and cures in {@code findings*.properties}, English and Russian. */
public enum FindingCode {
  /** Arguments: one sentence of figures. */
  HEALTHY(Grade.FINE),
  /** Arguments: file, mode. */
  FILE_OPEN(Grade.FAULT),
  /** Arguments: file, why. */
  FILE_UNREADABLE(Grade.FAULT),
  /** Arguments: file, days. */
  CERTIFICATE_OLD(Grade.WARNING),
  /** Arguments: reason. */
  CERTIFICATE_BAD(Grade.FAULT),
  /** Arguments: file. */
  PASSWORD_IN_CLEAR(Grade.WARNING);

  /** How bad. */
  public enum Grade {
    FINE,
    /** Works, and will not for ever. */
    WARNING,
    /** Does not work, or is unsafe. */
    FAULT
  }

  private final Grade grade;

  FindingCode(Grade grade) {
    this.grade = grade;
  }

  public Grade grade() {
    return grade;
  }

  String text(Locale locale, Object... arguments) {
    return format(locale, "text", arguments);
  }

  String cure(Locale locale, Object... arguments) {
    return grade == Grade.FINE ? "" : format(locale, "cure", arguments);
  }

  private String format(Locale locale, String part, Object... arguments) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "io.caskade.api.ops.findings",
            locale,
            FindingCode.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(texts.getString(name() + "." + part), locale).format(arguments);
  }
}
