package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/**
 * channel_test (0x0012, TS 103 197 clause 6), both ways: asks whether the channel is alive. The
 * answer is channel_status or channel_error.
 */
public record ChannelTest(Pdu pdu) implements EmmgChannelMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public ChannelTest {
    EmmgMessageType.CHANNEL_TEST.require(pdu);
  }

  public static ChannelTest of(int version, int clientId, int dataChannelId) {
    return new ChannelTest(
        PduBuilder.of(
                version,
                EmmgMessageType.CHANNEL_TEST.code(),
                PduBuilder.sizeOf(4) + PduBuilder.sizeOf(2))
            .number(EmmgParameters.CLIENT_ID, clientId)
            .number(EmmgParameters.DATA_CHANNEL_ID, dataChannelId)
            .build());
  }

  @Override
  public EmmgMessageType type() {
    return EmmgMessageType.CHANNEL_TEST;
  }
}
