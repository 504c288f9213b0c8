package io.caskade.api.ops;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What checkups can find; texts and cures in {@code findings*.properties}, English and Russian. */
public enum FindingCode {
  /** Arguments: part. */
  PART_AWAY(Grade.FAULT),
  /** Arguments: milliseconds. */
  CLOCK_RIGHT(Grade.FINE),
  /** Arguments: seconds. */
  CLOCK_WAITS(Grade.FAULT),
  /** Arguments: seconds. */
  CLOCK_APART(Grade.WARNING),
  /** No arguments. */
  CLOCK_UNTENDED(Grade.WARNING),
  /** Arguments: how many. */
  PORTS_RIGHT(Grade.FINE),
  /** Arguments: kind and name, detail. */
  PORT_FAILED(Grade.FAULT),
  /** Arguments: kind and name, detail. */
  PORT_WAITS(Grade.WARNING),
  /** No arguments. */
  ECMG_MISSING(Grade.FAULT),
  /** Arguments: how many networks. */
  KEYS_RIGHT(Grade.FINE),
  /** No arguments. */
  VAULT_AWAY(Grade.FAULT),
  /** Arguments: network. */
  KEY_MISSING(Grade.FAULT),
  /** Arguments: milliseconds. */
  DATABASE_RIGHT(Grade.FINE),
  /** Arguments: milliseconds. */
  DATABASE_SLOW(Grade.WARNING),
  /** Arguments: {@link Reason}. */
  DATABASE_AWAY(Grade.FAULT),
  /** Arguments: how many sessions. */
  PERIODS_RIGHT(Grade.FINE),
  /** No arguments. */
  PERIODS_UNKNOWN(Grade.WARNING),
  /** Arguments: stream, seconds. */
  PERIOD_SHORT(Grade.WARNING),
  /** Arguments: stream, seconds. */
  PERIOD_HARMFUL(Grade.FAULT),
  /** Arguments: how many. */
  FILES_RIGHT(Grade.FINE),
  /** Arguments: file, mode. */
  FILE_OPEN(Grade.FAULT),
  /** Arguments: file, why. */
  FILE_UNREADABLE(Grade.FAULT),
  /** No arguments. */
  HTTPS_UNUSED(Grade.FINE),
  /** Arguments: file, days. */
  CERTIFICATE_RIGHT(Grade.FINE),
  /** Arguments: file, days. */
  CERTIFICATE_OLD(Grade.WARNING),
  /** Arguments: {@link Reason}. */
  CERTIFICATE_BAD(Grade.FAULT),
  /** Arguments: file. */
  PASSWORD_IN_CLEAR(Grade.WARNING),
  /** Arguments: folder, megabytes free. */
  DISK_RIGHT(Grade.FINE),
  /** Arguments: folder, megabytes free. */
  DISK_LOW(Grade.WARNING);

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
