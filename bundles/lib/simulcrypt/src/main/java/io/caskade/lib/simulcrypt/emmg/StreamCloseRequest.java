package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/**
 * stream_close_request (0x0114, TS 103 197 clause 6), EMMG to MUX. The answer is
 * stream_close_response.
 */
public record StreamCloseRequest(Pdu pdu) implements EmmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamCloseRequest {
    EmmgMessageType.STREAM_CLOSE_REQUEST.require(pdu);
  }

  public static StreamCloseRequest of(
      int version, int clientId, int dataChannelId, int dataStreamId) {
    return new StreamCloseRequest(
        PduBuilder.of(
                version,
                EmmgMessageType.STREAM_CLOSE_REQUEST.code(),
                PduBuilder.sizeOf(4) + 2 * PduBuilder.sizeOf(2))
            .number(EmmgParameters.CLIENT_ID, clientId)
            .number(EmmgParameters.DATA_CHANNEL_ID, dataChannelId)
            .number(EmmgParameters.DATA_STREAM_ID, dataStreamId)
            .build());
  }

  @Override
  public EmmgMessageType type() {
    return EmmgMessageType.STREAM_CLOSE_REQUEST;
  }
}
