package io.caskade.emm.emmg.session;

/** What happens to the conversation. */
enum MuxEvent {
  CONNECTED,
  CHANNEL_STATUS,
  STREAM_STATUS,
  ALLOCATION,
  STREAM_CLOSED,
  /** error_status 0x0005 or 0x0010. */
  STREAM_UNKNOWN,
  /** error_status 0x0006 or 0x000E. */
  CHANNEL_UNKNOWN,
  /** error_status 0x000F. */
  BANDWIDTH_EXCEEDED,
  /** error_status 0x7001. */
  FATAL,
  /** Any other error_status. */
  REFUSED,
  /** The answer that the state waits for did not come. */
  TIMED_OUT,
  /** The MUX neither speaks nor answers, or does not read. */
  SILENT,
  /** The output is to end. */
  STOP,
  LOST
}
