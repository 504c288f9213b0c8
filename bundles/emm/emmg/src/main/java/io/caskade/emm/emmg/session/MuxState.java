package io.caskade.emm.emmg.session;

/** Where the conversation with a MUX stands. */
public enum MuxState {
  DISCONNECTED,
  /** channel_setup was sent. */
  CHANNEL_SETUP,
  /** stream_setup was sent. */
  STREAM_SETUP,
  /** The first stream_BW_request was sent. */
  BANDWIDTH,
  /** EMMs flow. */
  OPEN,
  /** stream_close_request was sent, or waits for the last UDP packets to arrive. */
  CLOSING
}
