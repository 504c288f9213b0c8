package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import java.nio.ByteBuffer;

/** ECM_response (0x0202, TS 103 197 clause 5), ECMG to SCS: the ECM of one crypto-period. */
public record EcmResponse(Pdu pdu) implements EcmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public EcmResponse {
    EcmgMessageType.ECM_RESPONSE.require(pdu);
  }

  /**
   * Makes one from values.
   *
   * @param cpNumber as in the CW_provision, 0..65535
   * @param datagram a section, or whole TS packets, by section_TSpkt_flag; copied
   */
  public static EcmResponse of(
      int version, int ecmChannelId, int ecmStreamId, int cpNumber, byte[] datagram) {
    return of(version, ecmChannelId, ecmStreamId, cpNumber, datagram, 0, datagram.length);
  }

  /** The same with {@code length} bytes of {@code datagram} from {@code offset}. */
  public static EcmResponse of(
      int version,
      int ecmChannelId,
      int ecmStreamId,
      int cpNumber,
      byte[] datagram,
      int offset,
      int length) {
    return new EcmResponse(
        PduBuilder.of(
                version,
                EcmgMessageType.ECM_RESPONSE.code(),
                3 * PduBuilder.sizeOf(2) + PduBuilder.sizeOf(length))
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .number(EcmgParameters.ECM_STREAM_ID, ecmStreamId)
            .number(EcmgParameters.CP_NUMBER, cpNumber)
            .bytes(EcmgParameters.ECM_DATAGRAM, datagram, offset, length)
            .build());
  }

  /** 0..65535. */
  public int cpNumber() {
    return pdu.unsigned(EcmgParameters.CP_NUMBER);
  }

  /** The ECM, read-only and not copied. */
  public ByteBuffer ecmDatagram() {
    return pdu.view(EcmgParameters.ECM_DATAGRAM, 0);
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.ECM_RESPONSE;
  }
}
