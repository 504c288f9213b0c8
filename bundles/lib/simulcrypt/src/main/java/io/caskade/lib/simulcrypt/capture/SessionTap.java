package io.caskade.lib.simulcrypt.capture;

import io.caskade.lib.simulcrypt.Pdu;
import org.jspecify.annotations.Nullable;

/**
 * The place where a capture listens in on one connection; nothing but a plain field while there is
 * none. Confined to the connection's loop.
 */
public final class SessionTap {
  private final String peer;
  private @Nullable Recording offered;
  private @Nullable Recording recording;
  private int connection;

  /**
   * @param peer {@code host:port}
   */
  public SessionTap(String peer) {
    this.peer = peer;
  }

  /**
   * Looks whether a capture began or ended; once for all that was read together.
   *
   * @param current of the listener, null when there is none
   */
  public void turn(@Nullable Recording current) {
    if (current != offered) {
      offered = current;
      recording = current != null && current.covers(peer) ? current : null;
      if (recording != null) {
        connection = recording.begin(peer);
      }
    }
  }

  /**
   * @param framed false when the message before had a fault of form
   */
  public void received(byte[] bytes, int offset, int length, boolean framed) {
    if (recording != null) {
      recording.received(connection, bytes, offset, length, framed);
    }
  }

  /** A message that was cut out of the stream already. */
  public void received(Pdu message, boolean framed) {
    if (recording != null) {
      byte[] bytes = message.toByteArray();
      recording.received(connection, bytes, 0, bytes.length, framed);
    }
  }

  public void sent(Pdu message) {
    if (recording != null) {
      recording.sent(connection, message);
    }
  }

  public void closed() {
    if (recording != null) {
      recording.end(connection);
      recording = null;
    }
  }
}
