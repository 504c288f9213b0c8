package io.caskade.ecm.profiletvcas3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.keys.crypto.BlockCiphers;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The price of one ECM and one EMM in bytes: what an hour of air leaves to the collector. */
class AllocationTest {
  private static final int ROUNDS = 2000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());

  @Test
  void anEcmCostsItsDatagramAndTheBlocksOfTheCipher() {
    EcmInput input =
        new EcmInput(
            8,
            List.of(
                new CryptoPeriodWord(8, new ControlWord(new byte[8])),
                new CryptoPeriodWord(9, new ControlWord(new byte[8]))),
            new ProductMask(1).toAccessCriteria(),
            1_796_000_000L);
    try (EcmWorker worker = profile.ecmWorker(new EcmKey(new byte[32]), new SplittableRandom(1))) {
      assertThat(bytesPerRound(() -> worker.ecm(input))).isLessThanOrEqualTo(300);
    }
  }

  @Test
  void anEmmCostsItsDatagramAndTheKeyScheduleOfTheCipher() {
    CardKey key = new CardKey(new byte[16]);
    CardSerial serial = new CardSerial(2_100_000_000L);
    Instant start = Instant.parse("2026-11-21T00:00:00Z");
    CardRights rights =
        new CardRights(new ProductMask(1), start, start.plusSeconds(86_400), false, true);
    ZoneId zone = ZoneId.of("Europe/Berlin");
    CardCalendar calendar = new CardCalendar(ZoneOffset.ofHours(1), zone, ZoneOffset.ofHours(1));
    try (EmmWorker worker = profile.emmWorker(calendar)) {
      assertThat(bytesPerRound(() -> worker.emm(serial, key, rights))).isLessThanOrEqualTo(1900);
    }
  }

  private long bytesPerRound(Runnable round) {
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
    }
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
    }
    return (threads.getThreadAllocatedBytes(thread) - before) / ROUNDS;
  }
}
