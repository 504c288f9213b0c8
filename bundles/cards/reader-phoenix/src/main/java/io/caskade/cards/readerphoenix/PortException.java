package io.caskade.cards.readerphoenix;

import java.io.IOException;

/** A port that cannot be opened or set. */
final class PortException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String setting;

  /** What is wrong, each with a cure of its own. */
  enum Reason {
    /** There is none of this name, or it cannot be reached. */
    GONE,
    /** Another program has it. */
    TAKEN,
    /** It does not do what a setting asks for. */
    SETTING
  }

  PortException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.setting = "";
  }

  /** The port does not take the value of a setting. */
  PortException(String value, String setting) {
    super(value);
    this.reason = Reason.SETTING;
    this.setting = setting;
  }

  Reason reason() {
    return reason;
  }

  /** Empty unless a setting is the reason; the message is its value then. */
  String setting() {
    return setting;
  }
}
