package io.caskade.emm.emmg.session;

/** What a state demands on an event. */
enum MuxAction {
  SET_UP_CHANNEL,
  SET_UP_STREAM,
  REQUEST_BANDWIDTH,
  /** Obey the allocation. */
  OBEY,
  /** The MUX said nothing: use the configured rate. */
  USE_CONFIGURED,
  SLOW_DOWN,
  /** Write it down for the operator. */
  NOTE,
  CLOSE_STREAM,
  CLOSE_CHANNEL,
  HANG_UP,
  IGNORE
}
