package io.caskade.lib.receiverlistener;

import java.util.Locale;

/** What a listener counts. */
public enum Counter {
  CONNECTIONS,
  /** Banned addresses, or no control-word server to ask. */
  CONNECTIONS_REFUSED,
  /** Sent away unheard because too many others were silent as well. */
  STRANGERS_SENT_AWAY,
  LOG_INS,
  /** The password was right, the server refused. */
  LOG_INS_TURNED_AWAY,
  LOG_INS_FAILED,
  QUESTIONS,
  ANSWERS_FOUND,
  ANSWERS_DENIED,
  /** Asked while too many questions of the same client were open. */
  QUESTIONS_OVER_LIMIT,
  EMMS_DROPPED,
  KEEPALIVES,
  PROTOCOL_ERRORS,
  /** Closed because they did not take their answers. */
  STUCK_CLOSED,
  IDLE_CLOSED,
  BYTES_IN,
  BYTES_OUT;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
