package io.caskade.tools.simulator.scs;

import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;

/** Whether a crypto period fits what an ECMG announced (simulcrypt chapter 5). */
final class TermsCheck {
  private static final int UNIT_MS = 100;

  private TermsCheck() {}

  /**
   * @throws ScsException with what to change
   */
  static void require(ChannelTerms terms, EcmStream stream) {
    long period = stream.cryptoPeriod().toMillis();
    long least = (long) terms.minCpDuration() * UNIT_MS;
    if (period < least) {
      throw refusal(
          stream,
          String.format(
              "the ECMG takes crypto periods of at least %d ms, not %d ms (min_CP_duration)",
              least, period));
    }
    long ahead = Math.max(0, -terms.delayStartMs()) + (long) terms.maxCompTimeMs();
    if (ahead > period) {
      throw refusal(
          stream,
          String.format(
              "delay_start %d ms and max_comp_time %d ms do not fit into a crypto period of %d ms",
              terms.delayStartMs(), terms.maxCompTimeMs(), period));
    }
    if (terms.delayStartMs() > period) {
      throw refusal(
          stream,
          String.format(
              "delay_start %d ms is longer than the crypto period of %d ms",
              terms.delayStartMs(), period));
    }
    if (terms.cwPerMsg() < 1) {
      throw refusal(stream, "the ECMG asks for no control word (CW_per_msg 0)");
    }
  }

  private static ScsException refusal(EcmStream stream, String what) {
    return new ScsException("service " + stream.serviceId() + ": " + what);
  }
}
