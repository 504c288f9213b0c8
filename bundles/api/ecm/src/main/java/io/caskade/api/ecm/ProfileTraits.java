package io.caskade.api.ecm;

import java.util.Set;

/**
 * What a profile demands of the mux.
 *
 * @param leadCw lead_CW that channel_status must announce
 * @param cwPerMsg CW_per_msg that channel_status must announce
 * @param controlWordLengths bytes, for example 8 for DVB-CSA
 * @param ecmKeyLength bytes
 * @param cardKeyLength bytes
 * @param timingSensitive the cards count ECMs by time (tvcas3 chapter 5.1), so that short crypto
 *     periods are a risk worth an alarm
 */
public record ProfileTraits(
    String name,
    int leadCw,
    int cwPerMsg,
    Set<Integer> controlWordLengths,
    int ecmKeyLength,
    int cardKeyLength,
    boolean timingSensitive) {
  public ProfileTraits {
    controlWordLengths = Set.copyOf(controlWordLengths);
  }
}
