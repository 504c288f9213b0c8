package io.caskade.ecm.profiletvcas3;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.OpenedEcm;

/**
 * How a card of this family judges an ECM (tvcas3 chapters 5 and 6.6): start &lt; time &lt; finish
 * + 1, as an EMM carries the window, and one common bit of the masks. The time is that of the ECM;
 * a card has no clock. Pairing is left out: it ties a card to a set-top box, which whoever asks
 * over a network does not have.
 */
final class Tvcas3Entitlement {
  private Tvcas3Entitlement() {}

  static boolean opens(CardRights rights, OpenedEcm ecm) {
    long time = ecm.issuedAt().getEpochSecond();
    return rights.start().getEpochSecond() < time
        && time < rights.finish().getEpochSecond() + 1
        && rights.products().shares(mask(ecm));
  }

  private static ProductMask mask(OpenedEcm ecm) {
    Octets octets = ecm.accessCriteria().octets();
    if (octets.length() < EcmSection.ACCESS_CRITERIA_LENGTH) {
      return ProductMask.NONE;
    }
    return new ProductMask(
        octets.at(0) << 24 | octets.at(1) << 16 | octets.at(2) << 8 | octets.at(3));
  }
}
