package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/**
 * stream_test (0x0102, TS 103 197 clause 5), both ways: asks whether the stream is alive. The
 * answer is stream_status or stream_error.
 */
public record StreamTest(Pdu pdu) implements EcmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamTest {
    EcmgMessageType.STREAM_TEST.require(pdu);
  }

  public static StreamTest of(int version, int ecmChannelId, int ecmStreamId) {
    return new StreamTest(
        PduBuilder.of(version, EcmgMessageType.STREAM_TEST.code(), 2 * PduBuilder.sizeOf(2))
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .number(EcmgParameters.ECM_STREAM_ID, ecmStreamId)
            .build());
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.STREAM_TEST;
  }
}
