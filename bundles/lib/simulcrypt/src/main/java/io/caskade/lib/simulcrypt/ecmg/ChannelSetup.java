package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;

/**
 * channel_setup (0x0001, TS 103 197 clause 5), SCS to ECMG: opens the one channel of a connection.
 * The answer is channel_status or channel_error.
 */
public record ChannelSetup(Pdu pdu) implements EcmgChannelMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public ChannelSetup {
    EcmgMessageType.CHANNEL_SETUP.require(pdu);
  }

  /**
   * Makes one from values.
   *
   * @param superCasId CA_system_id in the upper 16 bits, CA_subsystem_id in the lower
   */
  public static ChannelSetup of(int version, int ecmChannelId, int superCasId) {
    return new ChannelSetup(
        PduBuilder.of(
                version,
                EcmgMessageType.CHANNEL_SETUP.code(),
                PduBuilder.sizeOf(2) + PduBuilder.sizeOf(4))
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .number(EcmgParameters.SUPER_CAS_ID, superCasId)
            .build());
  }

  /** CA_system_id in the upper 16 bits, CA_subsystem_id in the lower. */
  public int superCasId() {
    return pdu.unsigned(EcmgParameters.SUPER_CAS_ID);
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.CHANNEL_SETUP;
  }
}
