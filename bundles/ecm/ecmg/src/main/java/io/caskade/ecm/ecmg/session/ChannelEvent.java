package io.caskade.ecm.ecmg.session;

/** What can happen to a channel. "Other" means an ECM_channel_id that is not this connection's. */
enum ChannelEvent {
  /** channel_setup; with a channel open or opening: for the same ECM_channel_id. */
  SETUP,
  SETUP_OTHER,
  TEST,
  TEST_OTHER,
  CLOSE,
  CLOSE_OTHER,
  /** Any message about a stream. */
  STREAM,
  STREAM_OTHER,
  /** channel_status: the answer to our own channel_test, or unsolicited. */
  STATUS,
  /** channel_error from the SCS. */
  ERROR,
  /** channel_error 0x7001 from the SCS: the channel must be closed. */
  FATAL_ERROR,
  /** The checks of a channel_setup were passed. */
  ADMITTED,
  /** They were not. */
  REFUSED,
  /** The issuer came or published other routes. */
  ROUTES_CHANGED,
  /** Nothing decided about the channel_setup in time. */
  WAITED_TOO_LONG,
  /** The connection is gone. */
  LOST
}
