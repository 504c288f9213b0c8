package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/** stream_close_response (0x0105, TS 103 197 clause 5), ECMG to SCS: the stream is closed. */
public record StreamCloseResponse(Pdu pdu) implements EcmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamCloseResponse {
    EcmgMessageType.STREAM_CLOSE_RESPONSE.require(pdu);
  }

  public static StreamCloseResponse of(int version, int ecmChannelId, int ecmStreamId) {
    return new StreamCloseResponse(
        PduBuilder.of(
                version, EcmgMessageType.STREAM_CLOSE_RESPONSE.code(), 2 * PduBuilder.sizeOf(2))
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .number(EcmgParameters.ECM_STREAM_ID, ecmStreamId)
            .build());
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.STREAM_CLOSE_RESPONSE;
  }
}
