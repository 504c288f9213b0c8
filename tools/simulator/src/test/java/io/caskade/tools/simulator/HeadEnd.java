package io.caskade.tools.simulator;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.base.SuperCasId;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import io.caskade.tools.simulator.box.SetTopBox;
import io.caskade.tools.simulator.card.SoftwareCard;
import io.caskade.tools.simulator.scs.EcmStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The operator of the tests: keys, cards, EMMs, and the sample stream. */
final class HeadEnd {
  static final int CA_SYSTEM_ID = 0x0B00;
  static final SuperCasId SUPER_CAS_ID = SuperCasId.of(CA_SYSTEM_ID, 1);
  static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

  final Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());

  EcmKey ecmKey() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (7 * i + 1);
    }
    return new EcmKey(key);
  }

  static CardKey cardKey(long serial) {
    byte[] key = new byte[16];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (serial * (i + 3));
    }
    return new CardKey(key);
  }

  SetTopBox box(long serial) {
    return new SetTopBox(
        CA_SYSTEM_ID,
        new SoftwareCard(
            new CardSerial(serial), cardKey(serial), ecmKey(), profile, new BlockCiphers()));
  }

  /** An EMM that opens {@code products} from an hour ago to {@code finish}. */
  Octets emm(long serial, String products, Instant finish) {
    var calendar = new CardCalendar(ZoneOffset.UTC, ZoneId.of("UTC"), ZoneOffset.UTC);
    var rights =
        new CardRights(ProductMask.parse(products), NOW.minusSeconds(3600), finish, false, true);
    try (EmmWorker worker = profile.emmWorker(calendar)) {
      return worker.emm(new CardSerial(serial), cardKey(serial), rights).section();
    }
  }

  static EcmStream stream(int service, String products, Duration period, int firstCp) {
    return new EcmStream(
        service,
        2,
        service,
        1,
        SUPER_CAS_ID,
        ProductMask.parse(products).toAccessCriteria(),
        ScramblingAlgorithm.CSA2,
        period,
        firstCp);
  }
}
