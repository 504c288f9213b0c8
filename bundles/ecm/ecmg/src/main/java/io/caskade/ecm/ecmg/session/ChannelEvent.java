package io.caskade.ecm.ecmg.session;

import io.caskade.lib.simulcrypt.ecmg.ChannelError;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;

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
  LOST;

  /**
   * What a message is to the channel.
   *
   * @param other its ECM_channel_id is not this connection's
   */
  static ChannelEvent of(EcmgMessage message, boolean other, ChannelState state) {
    return switch (message.type()) {
      case CHANNEL_SETUP -> other ? SETUP_OTHER : SETUP;
      case CHANNEL_TEST -> other ? TEST_OTHER : TEST;
      case CHANNEL_STATUS -> STATUS;
      case CHANNEL_CLOSE -> other ? CLOSE_OTHER : CLOSE;
      case CHANNEL_ERROR ->
          ((ChannelError) message).errorStatus() == EcmgErrorStatus.UNRECOVERABLE_ERROR.code()
              ? FATAL_ERROR
              : ERROR;
      case STREAM_ERROR, STREAM_STATUS -> state == ChannelState.OPEN ? STREAM : STATUS;
      case STREAM_SETUP, STREAM_TEST, STREAM_CLOSE_REQUEST, CW_PROVISION ->
          other ? STREAM_OTHER : STREAM;
      case STREAM_CLOSE_RESPONSE, ECM_RESPONSE ->
          throw new IllegalArgumentException(message.type() + " does not come from an SCS");
    };
  }
}
