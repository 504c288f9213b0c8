package io.caskade.ecm.ecmg.session;

import io.caskade.lib.simulcrypt.Pdu;

/** The way back to an SCS. Used on the session's loop only. */
public interface Outbox {
  /** Queues a message; it leaves with {@link #flush()}. */
  void send(Pdu pdu);

  /** Sends what is queued, in one write. */
  void flush();

  /** Sends what is queued and closes the connection. */
  void close();
}
