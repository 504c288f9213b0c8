package io.caskade.tools.cwtest;

import java.util.Locale;

/** What a test of a line may find; texts and cures stand in {@code findings.properties}. */
enum Finding {
  /** The control words came in time. */
  FINE(true),
  /** The log-in was right, and no ECM was given. */
  LOGGED_IN(true),
  PORT_CLOSED,
  UNREACHABLE,
  /** The connection was taken and closed before a byte came. */
  CLOSED_AT_ONCE,
  OTHER_PROTOCOL,
  LOG_IN_REFUSED,
  /** Closed after the log-in without an answer: newcamd does so when the DES key is another. */
  WRONG_KEY,
  /** The password was right, the server gave a reason. */
  TURNED_AWAY,
  /** A protocol without an answer to its log-in: nothing came back. */
  SILENT,
  NO_CARDS,
  WRONG_CAID,
  NOT_FOUND,
  NO_ANSWER,
  CLOSED,
  /** After more than 400 ms. */
  SLOW,
  /** After more than 800 ms. */
  TOO_SLOW;

  private final boolean good;

  Finding() {
    this(false);
  }

  Finding(boolean good) {
    this.good = good;
  }

  /** Whether nothing has to be mended. */
  boolean isGood() {
    return good;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
