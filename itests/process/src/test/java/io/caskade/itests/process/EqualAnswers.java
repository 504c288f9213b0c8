package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.Octets;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.keys.EcmKey;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A mux that opens its backup ECMG only when it switches: nothing of that was used before, and a
 * card opens the ECMs of both.
 *
 * @param warm slowest of the main ECMG's first five answers
 * @param first very first answer of the backup
 */
record EqualAnswers(Duration warm, Duration first) {
  private static final Duration MAX_COMP_TIME = Duration.ofMillis(500);
  private static final int CRYPTO_PERIODS = 5;

  /** Asks both, and compares what the card gets with the control words that were sent. */
  static EqualAnswers of(int mainPort, int backupPort, byte[] key) throws Exception {
    try (var opener = new Tvcas3Profile(new BlockCiphers()).ecmOpener(new EcmKey(key));
        var main = new Scs(mainPort)) {
      Duration warm = Duration.ZERO;
      for (int cp = 0; cp < CRYPTO_PERIODS; cp++) {
        long asked = System.nanoTime();
        assertOpens(opener, main, main.next());
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        warm = took.compareTo(warm) > 0 ? took : warm;
      }
      try (var backup = new Scs(backupPort)) {
        long asked = System.nanoTime();
        byte[] ecm = backup.next();
        Duration first = Duration.ofNanos(System.nanoTime() - asked);
        // What the machine itself is slow today shows in the answers of the main one.
        assertThat(first).isLessThan(MAX_COMP_TIME.plus(warm.multipliedBy(2)));
        assertOpens(opener, backup, ecm);
        for (int cp = 0; cp < CRYPTO_PERIODS; cp++) {
          assertOpens(opener, main, main.next());
          assertOpens(opener, backup, backup.next());
        }
        return new EqualAnswers(warm, first);
      }
    }
  }

  private static void assertOpens(EcmOpener opener, Scs scs, byte[] ecm) {
    OpenedEcm opened = opener.open(new EcmDatagram(Octets.of(ecm))).orElseThrow();
    boolean odd = (scs.cp() & 1) == 1;
    assertThat(bytes(odd ? opened.odd() : opened.even())).isEqualTo(scs.words()[0]);
    assertThat(bytes(odd ? opened.even() : opened.odd())).isEqualTo(scs.words()[1]);
  }

  private static long bytes(ControlWord word) {
    byte[] bytes = new byte[8];
    word.copyTo(bytes, 0);
    return ByteBuffer.wrap(bytes).getLong();
  }
}
