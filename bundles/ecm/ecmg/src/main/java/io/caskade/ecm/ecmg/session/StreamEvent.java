package io.caskade.ecm.ecmg.session;

/** What can happen to a stream. */
enum StreamEvent {
  SETUP,
  TEST,
  CLOSE_REQUEST,
  PROVISION,
  /** stream_status: the answer to our own stream_test, or unsolicited. */
  STATUS,
  /** stream_error from the SCS. */
  ERROR,
  /** stream_error 0x7001 from the SCS: the stream must be closed. */
  FATAL_ERROR,
  /** No profile can make the ECM at this moment. */
  UNAVAILABLE,
  /** The issuer came or published other routes. */
  ROUTES_CHANGED,
  /** The parked CW_provision is at 80 % of max_comp_time. */
  WAITED_TOO_LONG,
  /** The channel was closed or the connection lost. */
  CHANNEL_GONE
}
