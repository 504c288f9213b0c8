package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/**
 * stream_close_request (0x0104, TS 103 197 clause 5), SCS to ECMG. The answer is
 * stream_close_response.
 */
public record StreamCloseRequest(Pdu pdu) implements EcmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamCloseRequest {
    EcmgMessageType.STREAM_CLOSE_REQUEST.require(pdu);
  }

  public static StreamCloseRequest of(int version, int ecmChannelId, int ecmStreamId) {
    return new StreamCloseRequest(
        PduBuilder.of(
                version, EcmgMessageType.STREAM_CLOSE_REQUEST.code(), 2 * PduBuilder.sizeOf(2))
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .number(EcmgParameters.ECM_STREAM_ID, ecmStreamId)
            .build());
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.STREAM_CLOSE_REQUEST;
  }
}
