package io.caskade.api.ops;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The alarms; texts and cures in {@code alarms*.properties}, English and Russian. */
public enum AlarmCode {
  /** Arguments: seconds. Crypto period below 11 s (tvcas3 chapter 5.1). */
  CRYPTO_PERIOD_SHORT(Severity.INFORMATION),
  /** Arguments: seconds. Below 8 s. */
  CRYPTO_PERIOD_RISKY(Severity.WARNING),
  /** Arguments: seconds. Below 6 s. */
  CRYPTO_PERIOD_HARMFUL(Severity.ALARM),
  /** Arguments: seconds of silence. */
  PROVISION_STOPPED(Severity.ALARM),
  CONTROL_WORD_REPEATED(Severity.ALARM),
  CONTROL_WORD_ZERO(Severity.ALARM),
  /** Arguments: seconds. */
  CLOCK_STEPPED(Severity.ALARM),
  /** Arguments: what. */
  PROFILE_REJECTED(Severity.ALARM),
  /** Arguments: network. */
  NETWORK_WITHOUT_PROFILE(Severity.ALARM),
  /** Arguments: network. */
  NETWORK_WITHOUT_KEY(Severity.ALARM),
  /** Arguments: target, reason. */
  MUX_UNREACHABLE(Severity.WARNING),
  /** Arguments: reason. */
  DATABASE_UNREACHABLE(Severity.WARNING),
  /** Arguments: what is waited for. It was not there yet since the head-end started. */
  DATABASE_STARTING(Severity.INFORMATION),
  /** Arguments: reason. */
  SNAPSHOT_NOT_WRITTEN(Severity.WARNING),
  /** Arguments: number of cards, the first of them. */
  CARD_KEYS_UNREADABLE(Severity.ALARM),
  /** Arguments: address of the receiver, reason. */
  WEBHOOK_FAILING(Severity.WARNING),
  /** Arguments: server, reason. */
  SYSLOG_FAILING(Severity.WARNING),
  /** Arguments: seconds measured, seconds announced. */
  CRYPTO_PERIOD_OFF_NOMINAL(Severity.WARNING),
  /** Arguments: before, now (hexadecimal). */
  ACCESS_CRITERIA_CHANGED(Severity.WARNING),
  /** Arguments: seconds. */
  CHANGE_TOO_OLD(Severity.WARNING),
  /** Arguments: the right, node that has it now. */
  LEASE_LOST(Severity.WARNING),
  /** Arguments: reason. */
  NODE_REFUSED(Severity.ALARM),
  /** Arguments: seconds, reason. */
  STANDBY_BEHIND(Severity.WARNING),
  /** Arguments: reason. */
  BACKUP_FAILED(Severity.WARNING),
  /** Arguments: file, days. */
  CERTIFICATE_EXPIRES(Severity.WARNING),
  /** Arguments: file, mode. */
  FILE_MODE_OPEN(Severity.WARNING),
  /** Arguments: folder, megabytes free. */
  DISK_NEARLY_FULL(Severity.WARNING),
  /** Arguments: seconds. */
  AIR_STREAM_MISSING(Severity.ALARM),
  /** Arguments: per cent of packets in the clear, of the picture or sound that is worst. */
  AIR_SERVICE_CLEAR(Severity.ALARM),
  /** Arguments: seconds. */
  AIR_WORD_OLD(Severity.ALARM),
  /** Arguments: seconds since the last one, seconds at which they should repeat. */
  AIR_ECM_MISSING(Severity.ALARM),
  /** Arguments: network. */
  AIR_ECM_CLOSED(Severity.ALARM),
  /** Arguments: on air, as sold (hexadecimal). */
  AIR_ACCESS_CRITERIA(Severity.ALARM),
  /** Arguments: table (PMT or CAT), CA_system_id (hexadecimal). */
  AIR_DESCRIPTOR_MISSING(Severity.ALARM),
  /** Arguments: server, reason. */
  MAIL_FAILING(Severity.WARNING),
  /** Arguments: serial of the test card, seconds. */
  AIR_EMM_MISSING(Severity.WARNING),
  /** Arguments: file, days. A week or less, or none at all. */
  CERTIFICATE_ENDS(Severity.ALARM),
  /** Arguments: reason. What was in use before stays in use. */
  CERTIFICATE_REFUSED(Severity.WARNING),
  /** The words in its ECMs do not open the service. */
  AIR_WORD_WRONG(Severity.ALARM),
  /** Arguments: reason. */
  STANDBY_DIVERGED(Severity.ALARM),
  /** Arguments: card reader, driver. */
  READER_WITHOUT_DRIVER(Severity.WARNING),
  /** Arguments: card reader. */
  READER_UNREACHED(Severity.WARNING),
  /** Arguments: core, reason. Others open the ECMs of this edge node. */
  EDGE_CORE_AWAY(Severity.WARNING),
  /** Arguments: all cores with their reasons. */
  EDGE_CORES_AWAY(Severity.ALARM);

  /** How loud. */
  public enum Severity {
    INFORMATION,
    WARNING,
    ALARM
  }

  private final Severity severity;

  AlarmCode(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  String text(Locale locale, Object... arguments) {
    return format(locale, "text", arguments);
  }

  String cure(Locale locale, Object... arguments) {
    return format(locale, "cure", arguments);
  }

  private String format(Locale locale, String part, Object... arguments) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "io.caskade.api.ops.alarms",
            locale,
            AlarmCode.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(texts.getString(name() + "." + part), locale).format(arguments);
  }
}
