package io.caskade.lib.simulcrypt.ecmg;

import io.caskade.lib.simulcrypt.PduBuilder;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import java.util.OptionalInt;

/**
 * What an ECMG asks of the SCS for the life of a channel (channel_status, TS 103 197 clause 5).
 * Delays are from the start or end of a crypto-period, -32768..32767 ms; negative is before it.
 *
 * @param form whether ECMs are sections or TS packets
 * @param acDelayStartMs instead of delayStartMs after a change of access criteria
 * @param acDelayStopMs instead of delayStopMs before a change of access criteria
 * @param delayStartMs when the ECM of a crypto-period starts on air
 * @param delayStopMs when it ends
 * @param transitionDelayStartMs instead of delayStartMs when scrambling begins
 * @param transitionDelayStopMs instead of delayStopMs when scrambling ends
 * @param ecmRepPeriodMs between two copies of an ECM on air, 0..65535
 * @param maxStreams most streams of the channel, 0..65535; 0 states none
 * @param minCpDuration shortest crypto-period in units of 100 ms, 0..65535
 * @param leadCw how many periods ahead the SCS provides words, 0..255
 * @param cwPerMsg words in each CW_provision, 0..255
 * @param maxCompTimeMs slowest ECM_response under full load, 0..65535
 */
public record ChannelTerms(
    SectionTspktFlag form,
    OptionalInt acDelayStartMs,
    OptionalInt acDelayStopMs,
    int delayStartMs,
    int delayStopMs,
    OptionalInt transitionDelayStartMs,
    OptionalInt transitionDelayStopMs,
    int ecmRepPeriodMs,
    int maxStreams,
    int minCpDuration,
    int leadCw,
    int cwPerMsg,
    int maxCompTimeMs) {

  /** Bytes of a channel_status that has every parameter. */
  int size() {
    return 11 * PduBuilder.sizeOf(2) + 3 * PduBuilder.sizeOf(1);
  }
}
