package io.caskade.lib.simulcrypt.capture;

import io.caskade.lib.simulcrypt.Pdu;

/**
 * One thing that happened on a connection.
 *
 * @param connection number within the capture, from 1
 * @param nanos since the capture began
 * @param whole nothing is blank but values of secret parameters and datagrams; otherwise the
 *     message was damaged, and more of it had to be left out
 * @param message the bytes, blanked; empty when the record is about no message
 * @param text the peer's address when a connection opened, else empty
 */
public record CaptureRecord(
    Kind kind, int connection, long nanos, boolean whole, Pdu message, String text) {

  /** What happened. */
  public enum Kind {
    /** From the peer to the head-end. */
    RECEIVED,
    /** From the head-end to the peer. */
    SENT,
    OPENED,
    CLOSED,
    /** Records are missing here: more came than could be written. */
    LOST;

    /** As written in a file, from 1. */
    int code() {
      return ordinal() + 1;
    }
  }

  static CaptureRecord note(Kind kind, int connection, long nanos, String text) {
    return new CaptureRecord(kind, connection, nanos, true, Pdu.wrap(new byte[0]), text);
  }
}
