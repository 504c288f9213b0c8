package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/**
 * channel_close (0x0004, TS 103 197 clause 5), SCS to ECMG: the channel and all its streams are
 * gone; there is no answer.
 */
public record ChannelClose(Pdu pdu) implements EcmgChannelMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public ChannelClose {
    EcmgMessageType.CHANNEL_CLOSE.require(pdu);
  }

  public static ChannelClose of(int version, int ecmChannelId) {
    return new ChannelClose(
        PduBuilder.of(version, EcmgMessageType.CHANNEL_CLOSE.code(), PduBuilder.sizeOf(2))
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .build());
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.CHANNEL_CLOSE;
  }
}
