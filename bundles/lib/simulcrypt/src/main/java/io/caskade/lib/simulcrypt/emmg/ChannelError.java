package io.caskade.lib.simulcrypt.emmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** channel_error (0x0015, TS 103 197 clause 6), both ways. Never answered with an error. */
public record ChannelError(Pdu pdu) implements EmmgChannelMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public ChannelError {
    EmmgMessageType.CHANNEL_ERROR.require(pdu);
  }

  /**
   * Makes one from values.
   *
   * @param errorStatus see {@link EmmgErrorStatus}
   * @param errorInformation nothing is sent when it is empty
   */
  public static ChannelError of(
      int version, int clientId, int dataChannelId, int errorStatus, byte[] errorInformation) {
    PduBuilder builder =
        PduBuilder.of(
                version,
                EmmgMessageType.CHANNEL_ERROR.code(),
                PduBuilder.sizeOf(4)
                    + 2 * PduBuilder.sizeOf(2)
                    + PduBuilder.sizeOf(errorInformation.length))
            .number(EmmgParameters.CLIENT_ID, clientId)
            .number(EmmgParameters.DATA_CHANNEL_ID, dataChannelId)
            .number(EmmgParameters.ERROR_STATUS, errorStatus);
    if (errorInformation.length > 0) {
      builder.bytes(EmmgParameters.ERROR_INFORMATION, errorInformation);
    }
    return new ChannelError(builder.build());
  }

  /** One status, nothing more to say. */
  public static ChannelError of(
      int version, int clientId, int dataChannelId, EmmgErrorStatus status) {
    return of(version, clientId, dataChannelId, status.code(), new byte[0]);
  }

  /** The first error_status, 0..65535. */
  public int errorStatus() {
    return pdu.unsigned(EmmgParameters.ERROR_STATUS);
  }

  /** Every error_status in order. */
  public int[] errorStatuses() {
    int[] statuses = new int[pdu.count(EmmgParameters.ERROR_STATUS)];
    Arrays.setAll(statuses, i -> pdu.unsigned(EmmgParameters.ERROR_STATUS, i));
    return statuses;
  }

  /** Every error_information in order; read-only. */
  public List<ByteBuffer> errorInformation() {
    return pdu.views(EmmgParameters.ERROR_INFORMATION);
  }

  @Override
  public EmmgMessageType type() {
    return EmmgMessageType.CHANNEL_ERROR;
  }
}
