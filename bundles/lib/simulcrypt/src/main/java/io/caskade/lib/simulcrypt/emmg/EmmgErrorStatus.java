package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Fault;
import java.util.Arrays;
import java.util.Optional;

/**
 * error_status of EMMG/PDG&lt;-&gt;MUX (TS 103 197, clause 6). The ECMG interface numbers them
 * differently. 0x8000 and up are user defined.
 */
public enum EmmgErrorStatus {
  INVALID_MESSAGE(0x0001, "invalid message"),
  UNSUPPORTED_PROTOCOL_VERSION(0x0002, "unsupported protocol version"),
  UNKNOWN_MESSAGE_TYPE(0x0003, "unknown message_type"),
  MESSAGE_TOO_LONG(0x0004, "message too long"),
  UNKNOWN_DATA_STREAM_ID(0x0005, "unknown data_stream_id"),
  UNKNOWN_DATA_CHANNEL_ID(0x0006, "unknown data_channel_id"),
  TOO_MANY_CHANNELS(0x0007, "too many channels on this MUX"),
  TOO_MANY_STREAMS_ON_CHANNEL(0x0008, "too many data streams on this channel"),
  TOO_MANY_STREAMS_ON_MUX(0x0009, "too many data streams on this MUX"),
  UNKNOWN_PARAMETER_TYPE(0x000A, "unknown parameter_type"),
  INCONSISTENT_PARAMETER_LENGTH(0x000B, "inconsistent parameter length"),
  MISSING_MANDATORY_PARAMETER(0x000C, "missing mandatory parameter"),
  INVALID_PARAMETER_VALUE(0x000D, "invalid parameter value"),
  UNKNOWN_CLIENT_ID(0x000E, "unknown client_id"),
  EXCEEDED_BANDWIDTH(0x000F, "exceeded bandwidth"),
  UNKNOWN_DATA_ID(0x0010, "unknown data_id"),
  DATA_CHANNEL_ID_IN_USE(0x0011, "data_channel_id already in use"),
  DATA_STREAM_ID_IN_USE(0x0012, "data_stream_id already in use"),
  DATA_ID_IN_USE(0x0013, "data_id already in use"),
  CLIENT_ID_IN_USE(0x0014, "client_id already in use"),
  UNKNOWN_ERROR(0x7000, "unknown error"),
  /** The channel or stream must be closed. */
  UNRECOVERABLE_ERROR(0x7001, "unrecoverable error");

  private final int code;
  private final String text;

  EmmgErrorStatus(int code, String text) {
    this.code = code;
    this.text = text;
  }

  public int code() {
    return code;
  }

  /** In the words of the standard. */
  public String text() {
    return text;
  }

  /** Empty for a reserved or user defined number. */
  public static Optional<EmmgErrorStatus> of(int code) {
    return Arrays.stream(values()).filter(status -> status.code == code).findFirst();
  }

  static EmmgErrorStatus of(Fault.Kind kind) {
    return switch (kind) {
      case BAD_STRUCTURE, WRONG_SENDER, REPEATED_PARAMETER -> INVALID_MESSAGE;
      case UNSUPPORTED_VERSION -> UNSUPPORTED_PROTOCOL_VERSION;
      case UNKNOWN_MESSAGE_TYPE -> UNKNOWN_MESSAGE_TYPE;
      case MESSAGE_TOO_LONG -> MESSAGE_TOO_LONG;
      case UNKNOWN_PARAMETER_TYPE -> UNKNOWN_PARAMETER_TYPE;
      case INCONSISTENT_PARAMETER_LENGTH -> INCONSISTENT_PARAMETER_LENGTH;
      case MISSING_PARAMETER -> MISSING_MANDATORY_PARAMETER;
      case INVALID_PARAMETER_VALUE -> INVALID_PARAMETER_VALUE;
    };
  }
}
