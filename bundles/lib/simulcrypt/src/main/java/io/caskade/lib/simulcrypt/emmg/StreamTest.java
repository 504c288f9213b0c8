package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/**
 * stream_test (0x0112, TS 103 197 clause 6), both ways: asks whether the stream is alive. The
 * answer is stream_status or stream_error.
 */
public record StreamTest(Pdu pdu) implements EmmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamTest {
    EmmgMessageType.STREAM_TEST.require(pdu);
  }

  public static StreamTest of(int version, int clientId, int dataChannelId, int dataStreamId) {
    return new StreamTest(
        PduBuilder.of(
                version,
                EmmgMessageType.STREAM_TEST.code(),
                PduBuilder.sizeOf(4) + 2 * PduBuilder.sizeOf(2))
            .number(EmmgParameters.CLIENT_ID, clientId)
            .number(EmmgParameters.DATA_CHANNEL_ID, dataChannelId)
            .number(EmmgParameters.DATA_STREAM_ID, dataStreamId)
            .build());
  }

  @Override
  public EmmgMessageType type() {
    return EmmgMessageType.STREAM_TEST;
  }
}
