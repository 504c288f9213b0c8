package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/**
 * channel_test (0x0002, TS 103 197 clause 5), both ways: asks whether the channel is alive. The
 * answer is channel_status or channel_error.
 */
public record ChannelTest(Pdu pdu) implements EcmgChannelMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public ChannelTest {
    EcmgMessageType.CHANNEL_TEST.require(pdu);
  }

  public static ChannelTest of(int version, int ecmChannelId) {
    return new ChannelTest(
        PduBuilder.of(version, EcmgMessageType.CHANNEL_TEST.code(), PduBuilder.sizeOf(2))
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .build());
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.CHANNEL_TEST;
  }
}
