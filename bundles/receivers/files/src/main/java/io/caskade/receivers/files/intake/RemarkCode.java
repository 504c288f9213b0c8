package io.caskade.receivers.files.intake;

import static io.caskade.api.rights.receivers.files.FileRemark.Severity.ERROR;
import static io.caskade.api.rights.receivers.files.FileRemark.Severity.NOTE;
import static io.caskade.api.rights.receivers.files.FileRemark.Severity.WARNING;

import io.caskade.api.rights.receivers.files.FileRemark.Severity;
import io.caskade.lib.cccamcfg.CfgFault;
import io.caskade.lib.cccamcfg.GlobalOption.Topic;
import io.caskade.lib.oscamconf.ConfFault;

/**
 * All that is remarked about a line; texts and cures stand in {@code remarks*.properties}, English
 * and Russian.
 */
enum RemarkCode {
  BLANK_BEFORE_COLON(WARNING),
  MISSING_BLANK(WARNING),
  WRONG_CASE(WARNING),
  TOO_FEW_FIELDS(ERROR),
  TOO_MANY_FIELDS(WARNING),
  NUMBER_EXPECTED(WARNING),
  PORT_INVALID(ERROR),
  KEY_INVALID(ERROR),
  BRACE_BLANKS(WARNING),
  BRACE_OPEN(WARNING),
  LIMIT_INVALID(WARNING),
  HOST_POSITION(WARNING),
  DUPLICATE_USER(ERROR),
  GUIDE_READING(WARNING),
  UNKNOWN_LETTER(ERROR),
  UNKNOWN_OPTION(WARNING),
  UNKNOWN_LINE(ERROR),
  PROVIDER_INVALID(WARNING),

  NO_ENTRY(ERROR),
  NO_SECTION(ERROR),
  FOREIGN_SECTION(NOTE),
  DUPLICATE_KEY(WARNING),
  UNKNOWN_KEY(WARNING),
  USER_MISSING(ERROR),
  PASSWORD_MISSING(WARNING),
  DUPLICATE_ACCOUNT(ERROR),
  VALUE_INVALID(WARNING),

  /** How fields 4 and 5 are read; once for a file. */
  FIELDS_EXPLAINED(NOTE),
  /** Argument: levels. */
  GUIDE_TAKEN(WARNING),
  /** Arguments: name, proposal. */
  NAME_REFUSED(ERROR),
  /** Arguments: name, name here. */
  NAME_CHANGED(WARNING),
  /** Arguments: name here, line of the other. */
  NAME_TAKEN(ERROR),
  /** Argument: name. */
  PASSWORD_REFUSED(ERROR),
  /** Argument: name. */
  PASSWORD_MADE(WARNING),
  LIMITS_DROPPED(WARNING),
  DENIED_DROPPED(WARNING),
  HOURS_DROPPED(WARNING),
  /** Every limit says downhops 0. */
  NOTHING_ALLOWED(WARNING),
  /** A host that is no address. No arguments. */
  HOST_DROPPED(WARNING),
  /** Argument: levels. */
  DOWNHOPS_TAKEN(NOTE),
  /** Argument: key. */
  KEY_DROPPED(WARNING),
  /** Argument: protocol. */
  PROTOCOL_UNKNOWN(WARNING),
  PROTOCOLS_NONE(WARNING),
  DISABLED_TAKEN(NOTE),
  /** Argument: date. */
  EXPIRED(WARNING),
  /** Argument: date. */
  EXPIRES_TAKEN(NOTE),
  /** Argument: date. */
  EXPIRES_DROPPED(WARNING),
  /** Argument: name. */
  ACCOUNT_EXISTS(NOTE),
  /** Arguments: name, refusal. */
  ACCOUNT_REFUSED(ERROR),
  /** Argument: refusal. */
  STOPPED(ERROR),
  /** Argument: host and port. */
  SERVER_PROPOSED(NOTE),
  /** Argument: letter. */
  SERVER_DROPPED(WARNING),
  EMM_BLOCK(NOTE),
  /** Arguments: CAID, provider, name. */
  PROVIDER_NAME(NOTE),

  /** Options of CCcam by what they are about. Argument: key. */
  OPTION_LISTENER(NOTE),
  OPTION_PAGES(NOTE),
  OPTION_PAGES_SIGN_IN(WARNING),
  OPTION_SCREEN(NOTE),
  OPTION_LOG(NOTE),
  OPTION_CLIENT(NOTE),
  OPTION_EMM(NOTE),
  OPTION_LIMITS(WARNING),
  OPTION_VERSION(WARNING),
  OPTION_CARDS(WARNING),
  OPTION_KEYS(WARNING),
  OPTION_NAMES(NOTE);

  private final Severity severity;

  RemarkCode(Severity severity) {
    this.severity = severity;
  }

  Severity severity() {
    return severity;
  }

  /** As documents and programs name it. */
  String written() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  static RemarkCode of(CfgFault fault) {
    return valueOf(fault.name());
  }

  static RemarkCode of(ConfFault fault) {
    return valueOf(fault.name());
  }

  static RemarkCode of(Topic topic) {
    return valueOf("OPTION_" + topic.name());
  }
}
