package io.caskade.api.ecm.sample;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.CasProfileContract;

class CissaSampleProfileTest extends CasProfileContract {
  @Override
  protected CasProfile profile() {
    return new CissaSampleProfile();
  }

  @Override
  protected AccessCriteria accessCriteria() {
    return new AccessCriteria(Octets.parseHex("0000001100"));
  }
}
