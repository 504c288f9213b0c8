package io.caskade.lib.simulcrypt;

/**
 * Why a message was refused.
 *
 * @param information what goes into error_information: for a fault of form the offset of the bad
 *     field from the first byte of the message, for a fault of a parameter its parameter_type
 *     (0..65535)
 */
public record Fault(Kind kind, int information) {

  /** The faults a codec can see; each interface has its own error_status number for each. */
  public enum Kind {
    /** The lengths of header and parameters do not add up. */
    BAD_STRUCTURE(true),
    UNSUPPORTED_VERSION(true),
    UNKNOWN_MESSAGE_TYPE(true),
    MESSAGE_TOO_LONG(true),
    /** A message that only the other side may send. */
    WRONG_SENDER(false),
    /** A parameter that may come once came again. */
    REPEATED_PARAMETER(false),
    UNKNOWN_PARAMETER_TYPE(false),
    INCONSISTENT_PARAMETER_LENGTH(false),
    MISSING_PARAMETER(false),
    INVALID_PARAMETER_VALUE(false);

    private final boolean ofForm;

    Kind(boolean ofForm) {
      this.ofForm = ofForm;
    }

    /** True when the bytes cannot be trusted to be about a stream: told in a channel_error. */
    public boolean ofForm() {
      return ofForm;
    }
  }
}
