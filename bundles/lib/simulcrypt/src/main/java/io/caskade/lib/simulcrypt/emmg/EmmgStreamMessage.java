package io.caskade.lib.simulcrypt.emmg;

/** A message about one stream of the channel, other than data_provision. */
public sealed interface EmmgStreamMessage extends EmmgMessage
    permits StreamSetup,
        StreamTest,
        StreamStatus,
        StreamCloseRequest,
        StreamCloseResponse,
        StreamError,
        StreamBwRequest,
        StreamBwAllocation {

  /** 0..65535, unique for the client_id. */
  default int dataChannelId() {
    return pdu().unsigned(EmmgParameters.DATA_CHANNEL_ID);
  }

  /** 0..65535, unique in the channel. */
  default int dataStreamId() {
    return pdu().unsigned(EmmgParameters.DATA_STREAM_ID);
  }
}
