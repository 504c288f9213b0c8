package io.caskade.emm.emmg.session;

import io.caskade.lib.simulcrypt.Pdu;

/** The sockets to a MUX as the session sees them. Called on the session's loop. */
public interface MuxLink {
  /** Sends by TCP. */
  void send(Pdu message);

  /** Sends one packet by UDP; false when the system did not take it. */
  boolean sendDatagram(Pdu message);

  /** False while the MUX does not read what was sent. */
  boolean writable();

  /**
   * Closes after what was sent has left, or half a second later when the MUX does not take it; the
   * session is told {@link MuxSession#lost}.
   *
   * @param reason for the operator
   */
  void close(String reason);
}
