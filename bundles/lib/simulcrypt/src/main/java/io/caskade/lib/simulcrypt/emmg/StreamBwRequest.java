package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import java.util.OptionalInt;

/**
 * stream_BW_request (0x0117, TS 103 197 clause 6), EMMG to MUX: asks for bandwidth, or, without a
 * number, for the present allocation. The answer is stream_BW_allocation.
 */
public record StreamBwRequest(Pdu pdu) implements EmmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamBwRequest {
    EmmgMessageType.STREAM_BW_REQUEST.require(pdu);
  }

  /**
   * Makes one from values.
   *
   * @param bandwidthKbit in units of 1000 bit/s, 0..65535
   */
  public static StreamBwRequest of(
      int version, int clientId, int dataChannelId, int dataStreamId, OptionalInt bandwidthKbit) {
    return new StreamBwRequest(
        PduBuilder.of(
                version,
                EmmgMessageType.STREAM_BW_REQUEST.code(),
                PduBuilder.sizeOf(4) + 3 * PduBuilder.sizeOf(2))
            .number(EmmgParameters.CLIENT_ID, clientId)
            .number(EmmgParameters.DATA_CHANNEL_ID, dataChannelId)
            .number(EmmgParameters.DATA_STREAM_ID, dataStreamId)
            .number(EmmgParameters.BANDWIDTH, bandwidthKbit)
            .build());
  }

  /** In units of 1000 bit/s, 0..65535. */
  public OptionalInt bandwidthKbit() {
    return pdu.optionalUnsigned(EmmgParameters.BANDWIDTH);
  }

  @Override
  public EmmgMessageType type() {
    return EmmgMessageType.STREAM_BW_REQUEST;
  }
}
