package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import java.util.OptionalInt;

/** stream_status (0x0103, TS 103 197 clause 5), both ways: the stream is open. */
public record StreamStatus(Pdu pdu) implements EcmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamStatus {
    EcmgMessageType.STREAM_STATUS.require(pdu);
  }

  /**
   * Makes one from values.
   *
   * @param ecmId mandatory from version 2 on, not known in version 1
   * @param criteriaInEveryMessage access_criteria_transfer_mode: true when the SCS is to send the
   *     access criteria in every CW_provision, false for the first and after a change
   */
  public static StreamStatus of(
      int version,
      int ecmChannelId,
      int ecmStreamId,
      OptionalInt ecmId,
      boolean criteriaInEveryMessage) {
    return new StreamStatus(
        PduBuilder.of(
                version,
                EcmgMessageType.STREAM_STATUS.code(),
                3 * PduBuilder.sizeOf(2) + PduBuilder.sizeOf(1))
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .number(EcmgParameters.ECM_STREAM_ID, ecmStreamId)
            .number(EcmgParameters.ECM_ID, ecmId)
            .number(EcmgParameters.ACCESS_CRITERIA_TRANSFER_MODE, criteriaInEveryMessage ? 1 : 0)
            .build());
  }

  /** As in stream_setup. */
  public OptionalInt ecmId() {
    return pdu.optionalUnsigned(EcmgParameters.ECM_ID);
  }

  /** access_criteria_transfer_mode 1: the SCS sends access criteria in every CW_provision. */
  public boolean criteriaInEveryMessage() {
    return pdu.unsigned(EcmgParameters.ACCESS_CRITERIA_TRANSFER_MODE) == 1;
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.STREAM_STATUS;
  }
}
