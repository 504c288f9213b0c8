package io.caskade.api.base;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The error catalogue. Each code has a problem type and HTTP status for REST, an ECMG error_status
 * for SimulCrypt where it can reach a mux (TS 103 197, 5.6), and in {@code errors*.properties} an
 * English and a Russian text and cure.
 */
public enum ErrorCode {
  NETWORK_NAME_INVALID(400),
  NETWORK_UNKNOWN(404),
  NETWORK_EXISTS(409),
  CA_SYSTEM_ID_INVALID(400),
  CA_SYSTEM_ID_TAKEN(409),
  CARD_SERIAL_INVALID(400),
  CARD_UNKNOWN(404),
  CARD_EXISTS(409),
  MASK_INVALID(400),
  WINDOW_INVALID(400),
  DATE_OUT_OF_RANGE(400),
  REGION_INVALID(400),
  VERSION_CONFLICT(412),
  VERSION_REQUIRED(428),
  STATUS_FORBIDS(409),
  SUBSCRIBER_UNKNOWN(404),
  RECORD_UNKNOWN(404),
  RECORD_EXISTS(409),
  RECORD_IN_USE(409),
  FIELD_INVALID(400),
  FIELD_UNKNOWN(400),
  BODY_INVALID(400),
  BODY_TOO_LARGE(413),
  UNAUTHENTICATED(401),
  SECOND_FACTOR_NEEDED(401),
  SIGN_IN_REFUSED(401),
  SIGN_IN_LOCKED(429),
  FORBIDDEN(403),
  RATE_LIMITED(429),
  PASSWORD_WEAK(400),
  QUOTA_EXCEEDED(409),
  SECOND_ADMINISTRATOR_NEEDED(409),
  IDEMPOTENCY_MISMATCH(422),
  JOB_STATE(409),
  PATH_UNKNOWN(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  MEDIA_TYPE_UNSUPPORTED(415),
  PART_MISSING(503),
  FAULT(500),
  KEY_LENGTH(400),
  KEY_NOT_HEX(400),
  KEY_UNKNOWN(404),
  KEY_IN_USE(409),
  ECM_KEY_EXISTS(409),
  KEY_FILE_UNREADABLE(400),
  VAULT_UNREADABLE(503),
  WRAPPED_KEY_INVALID(500),
  DATABASE_UNAVAILABLE(503),
  DATABASE_STARTING(503),
  STORAGE_FULL(507),
  SNAPSHOT_INVALID(500),
  CHAIN_BROKEN(500),
  PROFILE_UNKNOWN(404),
  PROFILE_REJECTED(409),
  PROFILE_FAILED(500),
  SWAP_FAILED(409),
  CONFIGURATION_INVALID(400),
  PORT_IN_USE(409),
  RECEIVER_UNKNOWN(404),
  RECEIVER_EXISTS(409),
  RECEIVER_INVALID(400),
  RECEIVER_LINE_MISSING(409),
  CAS_UNKNOWN(404, 0x0005),
  CONTROL_WORDS_MISSING(400, 0x000B),
  CONTROL_WORD_LENGTH(400, 0x000F),
  ACCESS_CRITERIA_MISSING(400, 0x0010),
  ACCESS_CRITERIA_INVALID(400, 0x0011),
  LISTENER_UNFIT(409, 0x0011),
  OVERLOADED(503, 0x000D),
  CERTIFICATE_UNUSABLE(409),
  CERTIFICATE_EXISTS(409),
  ADDRESS_REFUSED(403),
  TLS_NEEDED(403),
  DUMP_STORE_NOT_EMPTY(409),
  DUMP_SCHEMA_OTHER(409),
  DUMP_INVALID(400),
  DATABASE_NEWER(503),
  DATABASE_HALF_RESTORED(503),
  SEAL_UNKNOWN(400),
  SEAL_NEWER(400),
  SEAL_PASSPHRASE_WRONG(400),
  SEAL_CUT_OFF(400),
  SEAL_ALTERED(400),
  PASSPHRASE_UNFIT(400),
  BACKUP_RUNNING(409),
  BACKUP_INVALID(400),
  BACKUP_NEWER(400),
  BACKUP_OTHER_HEAD_END(409),
  BACKUP_TARGET(400),
  BACKUP_NOT_POSSIBLE(503),
  HOME_NOT_EMPTY(409),
  LEASE_UNKNOWN(404),
  LEASE_HELD(409),
  NODE_UNKNOWN(404),
  STANDBY_REFUSES(503),
  REPLICA_DIVERGED(409),
  REPLICA_OFF(409),
  REPLICA_NAME(400),
  REPLICA_STATE(409),
  REPLICA_PEER_ACTIVE(409),
  REPLICA_PEER_AWAY(503),
  REPLICA_PEER_REFUSES(409),
  READER_UNKNOWN(404),
  READER_BUSY(429),
  READER_NO_DRIVER(503),
  READER_STOPPED(409),
  READER_GONE(503),
  READER_PORT_TAKEN(409),
  READER_SETTING(400),
  READER_ECHO(409),
  CARD_ABSENT(409),
  CARD_MUTE(409),
  CARD_GARBLED(409),
  CARD_PARITY(409),
  CARD_ATR_INVALID(409),
  CARD_NOT_OURS(409),
  CARD_PULLED(409),
  CARD_SILENT(409),
  CARD_WAITS(409),
  CARD_STATUS(409),
  CARD_ANSWER_INVALID(409),
  COMMAND_TOO_LONG(400);

  /** ECMG error_status "unknown error". */
  public static final int UNKNOWN_STATUS = 0x7000;

  private final int httpStatus;
  private final int ecmgStatus;

  ErrorCode(int httpStatus) {
    this(httpStatus, UNKNOWN_STATUS);
  }

  ErrorCode(int httpStatus, int ecmgStatus) {
    this.httpStatus = httpStatus;
    this.ecmgStatus = ecmgStatus;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /** error_status of channel_error and stream_error, 0x7000 when none fits better. */
  public int ecmgStatus() {
    return ecmgStatus;
  }

  /** Stable name for REST problems: {@code card-unknown}. */
  public String problemType() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String text(Locale locale, Object... arguments) {
    return format(locale, "text", arguments);
  }

  public String cure(Locale locale, Object... arguments) {
    return format(locale, "cure", arguments);
  }

  private String format(Locale locale, String part, Object... arguments) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "io.caskade.api.base.errors",
            locale,
            ErrorCode.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return new MessageFormat(texts.getString(name() + "." + part), locale).format(arguments);
  }
}
