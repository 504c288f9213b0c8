package io.caskade.lib.simulcrypt.explain;

/**
 * What can be said about a message; sentence and cure in {@code explanations*.properties}, English
 * and Russian. The arguments are numbered as they are listed.
 */
public enum ExplanationCode {
  /** Message, parameter, offset, announced bytes, bytes that are left. */
  LENGTHS_DO_NOT_ADD_UP(true),
  /** Message, number of bytes, offset. */
  BYTES_LEFT_OVER(true),
  /** Number of bytes, what looks like the message behind them. */
  STRAY_BYTES(true),
  /** Bytes that are there, bytes that are announced. */
  LENGTH_DIFFERS(true),
  /** It follows from a fault before it. Number of bytes. */
  BOUNDARIES_LOST(true),
  /** Message, version. */
  VERSION_UNKNOWN(true),
  /** message_type. */
  MESSAGE_UNKNOWN(false),
  /** Message, its interface, this interface. */
  MESSAGE_OF_OTHER_INTERFACE(false),
  /** Message, announced bytes. */
  MESSAGE_TOO_LONG(true),
  /** Message, who may send it. */
  WRONG_SENDER(false),
  /** Message, parameter. */
  PARAMETER_REPEATED(false),
  /** Message, parameter_type. */
  PARAMETER_UNKNOWN(true),
  /** Message, parameter. */
  PARAMETER_OF_OTHER_MESSAGE(false),
  /** Message: a control word's length is wrong, so that what follows cannot be read. */
  UNREADABLE_AFTER_WORD(false),
  /** Message, parameter, bytes it has, bytes it should have. */
  PARAMETER_LENGTH(false),
  /** Message, parameter. */
  PARAMETER_MISSING(false),
  /** Message, parameter, value, greatest value. */
  PARAMETER_VALUE(false),

  /** ECM_channel_id, who holds it. */
  CHANNEL_IN_USE(false),
  /** ECM_channel_id of the message, of the open channel. */
  CHANNEL_SETUP_TWICE(false),
  /** Super_CAS_id, CA_system_ids that are served. */
  CAS_UNKNOWN(false),
  /** Message, ECM_channel_id: no channel is open. */
  CHANNEL_NOT_OPEN(false),
  /** Message, ECM_channel_id, the one that is open. */
  CHANNEL_OTHER(false),
  /** Message, ECM_channel_id: it was closed before. */
  CHANNEL_CLOSED(false),
  /** Message, ECM_stream_id, streams that are open. */
  STREAM_NOT_OPEN(false),
  /** Message, ECM_stream_id: it was closed before. */
  STREAM_CLOSED(false),
  /** ECM_stream_id. */
  STREAM_IN_USE(false),
  /** ECM_id. */
  ECM_ID_IN_USE(false),
  /** Message, setting that limits it. */
  LIMIT_REACHED(false),
  /** Announced seconds, shortest seconds. */
  PERIOD_TOO_SHORT(false),
  /** CP_number, words that came, CW_per_msg. */
  WORD_COUNT(false),
  /** CP_number, crypto periods that came, crypto periods that belong there. */
  WORD_PERIODS(false),
  /** CP_number, lengths that came. */
  WORD_LENGTH(false),
  WORDS_ENCRYPTED(false),
  /** Bytes of the access criteria. */
  CRITERIA_REFUSED(false),
  CRITERIA_MISSING(false),
  /** Message, what the head-end said. */
  REFUSED_BY_HEADEND(false),
  /** Milliseconds it waited. */
  NO_PROFILE(false),
  /** Milliseconds it waited, max_comp_time. */
  TOO_LATE(false),
  /** ECM_stream_id, CP_number before, CP_number now. */
  CP_JUMP(false),

  /** Message, error_status, its meaning, information. */
  PEER_ERROR(false),
  /** Message, state. */
  ANSWER_UNEXPECTED(false),
  /** Message, milliseconds it took. */
  ANSWER_LATE(false),
  /** State, seconds. */
  NO_ANSWER(false),
  /** Message, parameter, value, our value. */
  OTHER_ID(false),
  /** Allowed kbit/s, asked kbit/s. */
  BANDWIDTH_SMALL(false);

  private final boolean ofForm;

  ExplanationCode(boolean ofForm) {
    this.ofForm = ofForm;
  }

  /** True when clause 4 is broken, which is the same for every interface. */
  boolean ofForm() {
    return ofForm;
  }
}
