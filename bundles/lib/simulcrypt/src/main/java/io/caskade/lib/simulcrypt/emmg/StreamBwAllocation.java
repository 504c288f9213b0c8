package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import java.util.OptionalInt;

/**
 * stream_BW_allocation (0x0118, TS 103 197 clause 6), MUX to EMMG: what the EMMG may send from now
 * on, asked or unasked. Without a number the MUX does not know or does not limit.
 */
public record StreamBwAllocation(Pdu pdu) implements EmmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamBwAllocation {
    EmmgMessageType.STREAM_BW_ALLOCATION.require(pdu);
  }

  /**
   * Makes one from values.
   *
   * @param bandwidthKbit in units of 1000 bit/s, 0..65535
   */
  public static StreamBwAllocation of(
      int version, int clientId, int dataChannelId, int dataStreamId, OptionalInt bandwidthKbit) {
    return new StreamBwAllocation(
        PduBuilder.of(
                version,
                EmmgMessageType.STREAM_BW_ALLOCATION.code(),
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
    return EmmgMessageType.STREAM_BW_ALLOCATION;
  }
}
