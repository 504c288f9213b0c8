package io.caskade.receivers.edge.core;

import java.time.Instant;

/**
 * A core as faces see it.
 *
 * @param since when the state holds
 * @param detail what the core says that it is while it is connected, else why it is not
 */
record CoreView(CoreAddress address, State state, Instant since, String detail) {
  /** How a core stands. */
  enum State {
    /** Not connected; it is tried again. */
    AWAY,
    /** Connected, or about to be, and not to be asked yet. */
    LOGGING_IN,
    /** Answers in time. */
    WELL,
    /** Connected, but left questions without an answer in time: asked when no other is well. */
    SLOW
  }

  boolean isAsked() {
    return state == State.WELL || state == State.SLOW;
  }
}
