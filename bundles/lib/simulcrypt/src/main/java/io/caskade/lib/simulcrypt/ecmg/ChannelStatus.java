package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import io.caskade.lib.simulcrypt.SectionTspktFlag;

/** channel_status (0x0003, TS 103 197 clause 5), both ways: the channel is open, on these terms. */
public record ChannelStatus(Pdu pdu) implements EcmgChannelMessage {

  /** Throws {@link IllegalArgumentException} when {@code pdu} is of another message_type. */
  public ChannelStatus {
    EcmgMessageType.CHANNEL_STATUS.require(pdu);
  }

  public static ChannelStatus of(int version, int ecmChannelId, ChannelTerms terms) {
    return new ChannelStatus(
        PduBuilder.of(version, EcmgMessageType.CHANNEL_STATUS.code(), terms.size())
            .number(EcmgParameters.ECM_CHANNEL_ID, ecmChannelId)
            .number(EcmgParameters.SECTION_TSPKT_FLAG, terms.form().code())
            .number(EcmgParameters.AC_DELAY_START, terms.acDelayStartMs())
            .number(EcmgParameters.AC_DELAY_STOP, terms.acDelayStopMs())
            .number(EcmgParameters.DELAY_START, terms.delayStartMs())
            .number(EcmgParameters.DELAY_STOP, terms.delayStopMs())
            .number(EcmgParameters.TRANSITION_DELAY_START, terms.transitionDelayStartMs())
            .number(EcmgParameters.TRANSITION_DELAY_STOP, terms.transitionDelayStopMs())
            .number(EcmgParameters.ECM_REP_PERIOD, terms.ecmRepPeriodMs())
            .number(EcmgParameters.MAX_STREAMS, terms.maxStreams())
            .number(EcmgParameters.MIN_CP_DURATION, terms.minCpDuration())
            .number(EcmgParameters.LEAD_CW, terms.leadCw())
            .number(EcmgParameters.CW_PER_MSG, terms.cwPerMsg())
            .number(EcmgParameters.MAX_COMP_TIME, terms.maxCompTimeMs())
            .build());
  }

  /** What the ECMG asks of the SCS. */
  public ChannelTerms terms() {
    return new ChannelTerms(
        SectionTspktFlag.of(pdu.unsigned(EcmgParameters.SECTION_TSPKT_FLAG)),
        pdu.optionalSigned(EcmgParameters.AC_DELAY_START),
        pdu.optionalSigned(EcmgParameters.AC_DELAY_STOP),
        pdu.signed(EcmgParameters.DELAY_START),
        pdu.signed(EcmgParameters.DELAY_STOP),
        pdu.optionalSigned(EcmgParameters.TRANSITION_DELAY_START),
        pdu.optionalSigned(EcmgParameters.TRANSITION_DELAY_STOP),
        pdu.unsigned(EcmgParameters.ECM_REP_PERIOD),
        pdu.unsigned(EcmgParameters.MAX_STREAMS),
        pdu.unsigned(EcmgParameters.MIN_CP_DURATION),
        pdu.unsigned(EcmgParameters.LEAD_CW),
        pdu.unsigned(EcmgParameters.CW_PER_MSG),
        pdu.unsigned(EcmgParameters.MAX_COMP_TIME));
  }

  @Override
  public EcmgMessageType type() {
    return EcmgMessageType.CHANNEL_STATUS;
  }
}
