package io.caskade.tools.simulator.scs;

import io.caskade.api.base.Octets;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;

/** What came from an ECMG. */
public sealed interface EcmgEvent {
  /**
   * Channel and stream are open.
   *
   * @param criteriaInEveryMessage access_criteria_transfer_mode
   */
  record Opened(ChannelTerms terms, boolean criteriaInEveryMessage) implements EcmgEvent {}

  /** ECM_response. */
  record Ecm(int cpNumber, Octets datagram) implements EcmgEvent {}

  /** The ECMG has an error to tell about the last request; channel and stream stay open. */
  record Refused(String reason) implements EcmgEvent {}

  /** No connection, or none any more; the link tries again by itself. */
  record Lost(String reason) implements EcmgEvent {}
}
