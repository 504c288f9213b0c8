package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/**
 * channel_close (0x0014, TS 103 197 clause 6), EMMG to MUX: the channel and all its streams are
 * gone; there is no answer.
 */
public record ChannelClose(Pdu pdu) implements EmmgChannelMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public ChannelClose {
    EmmgMessageType.CHANNEL_CLOSE.require(pdu);
  }

  public static ChannelClose of(int version, int clientId, int dataChannelId) {
    return new ChannelClose(
        PduBuilder.of(
                version,
                EmmgMessageType.CHANNEL_CLOSE.code(),
                PduBuilder.sizeOf(4) + PduBuilder.sizeOf(2))
            .number(EmmgParameters.CLIENT_ID, clientId)
            .number(EmmgParameters.DATA_CHANNEL_ID, dataChannelId)
            .build());
  }

  @Override
  public EmmgMessageType type() {
    return EmmgMessageType.CHANNEL_CLOSE;
  }
}
