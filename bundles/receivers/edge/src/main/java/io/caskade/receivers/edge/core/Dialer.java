package io.caskade.receivers.edge.core;

import io.caskade.api.receivers.ReceiverPassword;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Makes connections to cores. Called on the edge's loop, on which it tells the caller. */
public interface Dialer {
  /**
   * Reads the password, looks the name up and connects, all without holding up the loop.
   *
   * @param passwordFile has the password in its first line
   */
  Call dial(CoreAddress core, Path passwordFile, Caller caller);

  /** A connection, or the attempt at one. */
  interface Call {
    /** Sends; nothing once it is over. */
    void send(byte[] bytes);

    /**
     * Ends it; the caller is told as of every other end.
     *
     * @param reason for the operator
     */
    void hangUp(String reason);
  }

  /** Who wanted to connect. */
  interface Caller {
    /**
     * It stands.
     *
     * @param password the caller destroys it
     */
    void opened(ReceiverPassword password);

    /** Takes all that came; the buffer is not kept. */
    void received(ByteBuffer bytes);

    /** It is over, or never stood; called once, last. */
    void closed(String reason);
  }
}
