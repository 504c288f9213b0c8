package io.caskade.lib.cwclient;

import java.util.Locale;

/** What a test of a line may find; texts and cures stand in {@code findings.properties}. */
public enum Finding {
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
  /** The server itself says that the card has no right to the service now. */
  NOT_ENTITLED,
  /** The server itself gives another reason. */
  REFUSED,
  /** Times of both ends differ, by more than what can be a slow answer. */
  CLOCK_OFF,
  /** The ECM was issued at another time than now. */
  ECM_TIME,
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
  public boolean isGood() {
    return good;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
