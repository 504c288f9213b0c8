package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import java.util.OptionalInt;

/** stream_status (0x0113, TS 103 197 clause 6), both ways: the stream is open. */
public record StreamStatus(Pdu pdu) implements EmmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamStatus {
    EmmgMessageType.STREAM_STATUS.require(pdu);
  }

  /**
   * Makes one from values.
   *
   * @param dataId mandatory from version 2 on, not known in version 1
   * @param dataType 0 EMM, 1 private data
   */
  public static StreamStatus of(
      int version,
      int clientId,
      int dataChannelId,
      int dataStreamId,
      OptionalInt dataId,
      int dataType) {
    return new StreamStatus(
        PduBuilder.of(
                version,
                EmmgMessageType.STREAM_STATUS.code(),
                PduBuilder.sizeOf(4) + 3 * PduBuilder.sizeOf(2) + PduBuilder.sizeOf(1))
            .number(EmmgParameters.CLIENT_ID, clientId)
            .number(EmmgParameters.DATA_CHANNEL_ID, dataChannelId)
            .number(EmmgParameters.DATA_STREAM_ID, dataStreamId)
            .number(EmmgParameters.DATA_ID, dataId)
            .number(EmmgParameters.DATA_TYPE, dataType)
            .build());
  }

  /** With client_id and data_type the name of the data in the whole system, 0..65535. */
  public OptionalInt dataId() {
    return pdu.optionalUnsigned(EmmgParameters.DATA_ID);
  }

  /** 0 EMM, 1 private data, 2 reserved for ECM. */
  public int dataType() {
    return pdu.unsigned(EmmgParameters.DATA_TYPE);
  }

  @Override
  public EmmgMessageType type() {
    return EmmgMessageType.STREAM_STATUS;
  }
}
