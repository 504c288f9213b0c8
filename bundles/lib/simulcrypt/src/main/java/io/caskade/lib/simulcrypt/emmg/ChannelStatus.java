package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import io.caskade.lib.simulcrypt.SectionTspktFlag;

/** channel_status (0x0013, TS 103 197 clause 6), both ways: the channel is open. */
public record ChannelStatus(Pdu pdu) implements EmmgChannelMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public ChannelStatus {
    EmmgMessageType.CHANNEL_STATUS.require(pdu);
  }

  /**
   * Makes one from values.
   *
   * @param form of every datagram on the channel
   */
  public static ChannelStatus of(
      int version, int clientId, int dataChannelId, SectionTspktFlag form) {
    return new ChannelStatus(
        PduBuilder.of(
                version,
                EmmgMessageType.CHANNEL_STATUS.code(),
                PduBuilder.sizeOf(4) + PduBuilder.sizeOf(2) + PduBuilder.sizeOf(1))
            .number(EmmgParameters.CLIENT_ID, clientId)
            .number(EmmgParameters.DATA_CHANNEL_ID, dataChannelId)
            .number(EmmgParameters.SECTION_TSPKT_FLAG, form.code())
            .build());
  }

  /** Whether datagrams are sections or TS packets. */
  public SectionTspktFlag form() {
    return SectionTspktFlag.of(pdu.unsigned(EmmgParameters.SECTION_TSPKT_FLAG));
  }

  @Override
  public EmmgMessageType type() {
    return EmmgMessageType.CHANNEL_STATUS;
  }
}
