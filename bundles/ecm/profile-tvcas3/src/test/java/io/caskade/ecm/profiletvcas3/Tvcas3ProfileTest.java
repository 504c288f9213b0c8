package io.caskade.ecm.profiletvcas3;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.ecm.CasProfileContract;
import io.caskade.api.ecm.ProfileTraits;
import io.caskade.keys.crypto.BlockCiphers;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Tvcas3ProfileTest extends CasProfileContract {
  @Override
  protected CasProfile profile() {
    return new Tvcas3Profile(new BlockCiphers());
  }

  @Override
  protected AccessCriteria accessCriteria() {
    return new ProductMask(0x8000_0011).toAccessCriteria();
  }

  @Test
  void theMuxIsAskedForTwoWordsOneAhead() {
    assertThat(profile().traits())
        .isEqualTo(new ProfileTraits("tvcas3", 1, 2, Set.of(8), 32, 16, true));
  }
}
