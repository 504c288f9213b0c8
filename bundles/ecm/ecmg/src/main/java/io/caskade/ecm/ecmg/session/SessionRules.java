package io.caskade.ecm.ecmg.session;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Network;
import io.caskade.api.base.SuperCasId;
import io.caskade.lib.simulcrypt.Pdu;
import java.time.Duration;
import java.util.Optional;

/**
 * How a listener treats its SCS, beside what channel_status says.
 *
 * @param tolerance of sequences outside the standard
 * @param defaultCriteria for streams whose SCS sends no access_criteria; without, the profile
 *     decides
 * @param defaultCas for provisions without channel_setup, and for unknown super_CAS_ids, on a
 *     lenient listener
 * @param probeAfter silence after which channel_test is sent; zero never probes
 * @param probeTimeout how long the answer may take
 * @param limits what a peer may cost
 */
public record SessionRules(
    SequenceTolerance tolerance,
    Optional<AccessCriteria> defaultCriteria,
    SuperCasId defaultCas,
    Duration probeAfter,
    Duration probeTimeout,
    Limits limits) {

  /** How sequences outside the standard are taken. */
  public enum SequenceTolerance {
    /** ECM_channel_id and ECM_id must be unique; crypto periods below the minimum are refused. */
    STRICT,
    /** The standard, with channel ids keyed by connection. */
    STANDARD,
    /** What TVCAS3 lets pass (tvcas3 chapter 2.4). */
    LENIENT
  }

  /**
   * What a peer may cost.
   *
   * @param connections at the same time; more are closed at once
   * @param channels at the same time; more get channel_error 0x0008
   * @param streams of all channels together; more get stream_error 0x000A
   * @param messageBytes longest message, header included; longer ones get channel_error 0x0004
   * @param criteriaBytes access criteria remembered for one connection; then stream_error 0x000C
   * @param pduTimeout most time from a message's first byte to its last
   * @param writeTimeout most time for which a peer may not read
   */
  public record Limits(
      int connections,
      int channels,
      int streams,
      int messageBytes,
      int criteriaBytes,
      Duration pduTimeout,
      Duration writeTimeout) {

    public static Limits defaults() {
      return new Limits(
          16_384,
          16_384,
          200_000,
          Pdu.MAX_LENGTH,
          16 << 20,
          Duration.ofSeconds(60),
          Duration.ofSeconds(10));
    }
  }

  public static SessionRules defaults() {
    return new SessionRules(
        SequenceTolerance.STANDARD,
        Optional.empty(),
        SuperCasId.of(Network.DEFAULT_CA_SYSTEM_ID, 1),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Limits.defaults());
  }

  public boolean lenient() {
    return tolerance == SequenceTolerance.LENIENT;
  }

  public boolean strict() {
    return tolerance == SequenceTolerance.STRICT;
  }

  public SessionRules with(SequenceTolerance other) {
    return new SessionRules(other, defaultCriteria, defaultCas, probeAfter, probeTimeout, limits);
  }

  public SessionRules with(Limits other) {
    return new SessionRules(
        tolerance, defaultCriteria, defaultCas, probeAfter, probeTimeout, other);
  }

  public SessionRules with(AccessCriteria criteria) {
    return new SessionRules(
        tolerance, Optional.of(criteria), defaultCas, probeAfter, probeTimeout, limits);
  }
}
