package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/** stream_close_response (0x0115, TS 103 197 clause 6), MUX to EMMG: the stream is closed. */
public record StreamCloseResponse(Pdu pdu) implements EmmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamCloseResponse {
    EmmgMessageType.STREAM_CLOSE_RESPONSE.require(pdu);
  }

  public static StreamCloseResponse of(
      int version, int clientId, int dataChannelId, int dataStreamId) {
    return new StreamCloseResponse(
        PduBuilder.of(
                version,
                EmmgMessageType.STREAM_CLOSE_RESPONSE.code(),
                PduBuilder.sizeOf(4) + 2 * PduBuilder.sizeOf(2))
            .number(EmmgParameters.CLIENT_ID, clientId)
            .number(EmmgParameters.DATA_CHANNEL_ID, dataChannelId)
            .number(EmmgParameters.DATA_STREAM_ID, dataStreamId)
            .build());
  }

  @Override
  public EmmgMessageType type() {
    return EmmgMessageType.STREAM_CLOSE_RESPONSE;
  }
}
