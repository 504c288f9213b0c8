package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** channel_error (0x0005, TS 103 197 clause 5), both ways. Never answered with an error. */
public record ChannelError(Pdu pdu) implements EcmgChannelMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public ChannelError {
    EcmgMessageType.CHANNEL_ERROR.require(pdu);
  }

  /**
   * Makes one from values.
   *
   * @param errorStatus see {@link EcmgErrorStatus}; 0x8000 and up belong to the CAS
   * @param errorInformation nothing is sent when it is empty
   */
  public static ChannelError of(
      int version, int ecmChannelId, int errorStatus, byte[] errorInformation) {
    PduBuilder builder =
        PduBuilder.of(
                version,
                EcmgMessageType.CHANNEL_ERROR.code(),
                2 * PduBuilder.sizeOf(2) + PduBuilder.sizeOf(errorInformation.length))
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .number(EcmgParameters.ERROR_STATUS, errorStatus);
    if (errorInformation.length > 0) {
      builder.bytes(EcmgParameters.ERROR_INFORMATION, errorInformation);
    }
    return new ChannelError(builder.build());
  }

  /** One status, nothing more to say. */
  public static ChannelError of(int version, int ecmChannelId, EcmgErrorStatus status) {
    return of(version, ecmChannelId, status.code(), new byte[0]);
  }

  /** The first error_status, 0..65535. */
  public int errorStatus() {
    return pdu.unsigned(EcmgParameters.ERROR_STATUS);
  }

  /** Every error_status in order. */
  public int[] errorStatuses() {
    int[] statuses = new int[pdu.count(EcmgParameters.ERROR_STATUS)];
    Arrays.setAll(statuses, i -> pdu.unsigned(EcmgParameters.ERROR_STATUS, i));
    return statuses;
  }

  /** Every error_information in order; read-only. */
  public List<ByteBuffer> errorInformation() {
    return pdu.views(EcmgParameters.ERROR_INFORMATION);
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.CHANNEL_ERROR;
  }
}
