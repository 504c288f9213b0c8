package io.caskade.ecm.ecmg.session;

import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmRequest;
import java.util.List;

/**
 * A CW_provision that was found good, on its way to an ECM; it waits on its stream when no profile
 * is there.
 *
 * @param version protocol_version of the answer
 * @param channelId ECM_channel_id of the answer
 * @param arrival when it was read, in the loop's nanoseconds
 */
record Provision(int version, int channelId, EcmRequest request, long arrival)
    implements ProvisionReading {

  /** Overwrites the control words. */
  void wipe() {
    List<CryptoPeriodWord> words = request.words();
    for (int i = 0; i < words.size(); i++) { // without an iterator: once per ECM
      words.get(i).word().destroy();
    }
  }
}
