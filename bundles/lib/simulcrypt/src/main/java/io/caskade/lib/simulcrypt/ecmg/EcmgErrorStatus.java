package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Fault;
import java.util.Arrays;
import java.util.Optional;

/**
 * error_status of ECMG&lt;-&gt;SCS (TS 103 197, clause 5). The EMMG interface numbers them
 * differently. 0x8000 and up belong to the CAS.
 */
public enum EcmgErrorStatus {
  INVALID_MESSAGE(0x0001, "invalid message"),
  UNSUPPORTED_PROTOCOL_VERSION(0x0002, "unsupported protocol version"),
  UNKNOWN_MESSAGE_TYPE(0x0003, "unknown message_type"),
  MESSAGE_TOO_LONG(0x0004, "message too long"),
  UNKNOWN_SUPER_CAS_ID(0x0005, "unknown Super_CAS_id"),
  UNKNOWN_ECM_CHANNEL_ID(0x0006, "unknown ECM_channel_id"),
  UNKNOWN_ECM_STREAM_ID(0x0007, "unknown ECM_stream_id"),
  TOO_MANY_CHANNELS(0x0008, "too many channels on this ECMG"),
  TOO_MANY_STREAMS_ON_CHANNEL(0x0009, "too many ECM streams on this channel"),
  TOO_MANY_STREAMS_ON_ECMG(0x000A, "too many ECM streams on this ECMG"),
  NOT_ENOUGH_CONTROL_WORDS(0x000B, "not enough control words to compute the ECM"),
  OUT_OF_STORAGE(0x000C, "ECMG out of storage capacity"),
  OUT_OF_COMPUTATIONAL_RESOURCES(0x000D, "ECMG out of computational resources"),
  UNKNOWN_PARAMETER_TYPE(0x000E, "unknown parameter_type"),
  INCONSISTENT_PARAMETER_LENGTH(0x000F, "inconsistent parameter length"),
  MISSING_MANDATORY_PARAMETER(0x0010, "missing mandatory parameter"),
  INVALID_PARAMETER_VALUE(0x0011, "invalid parameter value"),
  /** From here to {@link #ECM_ID_IN_USE}: since version 2. */
  UNKNOWN_ECM_ID(0x0012, "unknown ECM_id"),
  ECM_CHANNEL_ID_IN_USE(0x0013, "ECM_channel_id already in use"),
  ECM_STREAM_ID_IN_USE(0x0014, "ECM_stream_id already in use"),
  ECM_ID_IN_USE(0x0015, "ECM_id already in use"),
  UNKNOWN_ERROR(0x7000, "unknown error"),
  /** The channel or stream must be closed. */
  UNRECOVERABLE_ERROR(0x7001, "unrecoverable error");

  private final int code;
  private final String text;

  EcmgErrorStatus(int code, String text) {
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

  /** Empty for a reserved or CAS specific number. */
  public static Optional<EcmgErrorStatus> of(int code) {
    return Arrays.stream(values()).filter(status -> status.code == code).findFirst();
  }

  static EcmgErrorStatus of(Fault.Kind kind) {
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
