package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import java.util.OptionalInt;

/**
 * stream_setup (0x0101, TS 103 197 clause 5), SCS to ECMG: opens a stream of the channel. The
 * answer is stream_status or stream_error.
 */
public record StreamSetup(Pdu pdu) implements EcmgStreamMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public StreamSetup {
    EcmgMessageType.STREAM_SETUP.require(pdu);
  }

  /**
   * Makes one from values.
   *
   * @param ecmId mandatory from version 2 on, not known in version 1
   * @param nominalCpDuration in units of 100 ms, 0..65535
   */
  public static StreamSetup of(
      int version, int ecmChannelId, int ecmStreamId, OptionalInt ecmId, int nominalCpDuration) {
    return new StreamSetup(
        PduBuilder.of(version, EcmgMessageType.STREAM_SETUP.code(), 4 * PduBuilder.sizeOf(2))
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .number(EcmgParameters.ECM_STREAM_ID, ecmStreamId)
            .number(EcmgParameters.ECM_ID, ecmId)
            .number(EcmgParameters.NOMINAL_CP_DURATION, nominalCpDuration)
            .build());
  }

  /** With type and Super_CAS_id the name of the ECM stream in the whole head-end, 0..65535. */
  public OptionalInt ecmId() {
    return pdu.optionalUnsigned(EcmgParameters.ECM_ID);
  }

  /** In units of 100 ms, 0..65535. */
  public int nominalCpDuration() {
    return pdu.unsigned(EcmgParameters.NOMINAL_CP_DURATION);
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.STREAM_SETUP;
  }
}
