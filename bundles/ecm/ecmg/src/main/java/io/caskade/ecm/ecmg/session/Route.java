package io.caskade.ecm.ecmg.session;

import io.caskade.api.ecm.CasOffer;

/** Where a super_CAS_id leads, as far as the loop can tell now. */
sealed interface Route {
  record Leads(CasOffer offer) implements Route {}

  /** No network has this CA_system_id. */
  record Nowhere() implements Route {}

  /** No issuer is there to ask. */
  record Unknown() implements Route {}
}
