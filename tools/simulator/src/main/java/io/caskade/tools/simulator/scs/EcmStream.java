package io.caskade.tools.simulator.scs;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.SuperCasId;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import java.time.Duration;

/**
 * One ECM stream as it is set up on an ECMG: a channel and a connection of its own.
 *
 * @param serviceId 0..65535
 * @param version protocol_version: 1, 2, 3 or 5
 * @param channelId ECM_channel_id, 0..65535
 * @param streamId ECM_stream_id and ECM_id, 0..65535
 * @param cryptoPeriod whole tenths of a second, up to 6553.5 s
 * @param firstCpNumber 0..65535
 */
public record EcmStream(
    int serviceId,
    int version,
    int channelId,
    int streamId,
    SuperCasId superCasId,
    AccessCriteria accessCriteria,
    ScramblingAlgorithm algorithm,
    Duration cryptoPeriod,
    int firstCpNumber) {

  private static final int UNIT_MS = 100;

  public EcmStream {
    long units = cryptoPeriod.toMillis() / UNIT_MS;
    if (units < 1 || units > 0xFFFF || cryptoPeriod.toMillis() % UNIT_MS != 0) {
      throw new ScsException(
          "A crypto period has whole tenths of a second from 0.1 to 6553.5 s, not " + cryptoPeriod);
    }
  }

  /** nominal_CP_duration: units of 100 ms. */
  int nominalCpDuration() {
    return (int) (cryptoPeriod.toMillis() / UNIT_MS);
  }
}
