package io.caskade.tools.simulator.box;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.CardCalendar;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.EmmWorker;
import io.caskade.api.keys.CardKey;
import io.caskade.api.keys.EcmKey;
import io.caskade.ecm.profiletvcas3.Tvcas3Profile;
import io.caskade.keys.crypto.BlockCiphers;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.scrambling.PacketDescrambler.Result;
import io.caskade.lib.ts.scrambling.PacketScrambler;
import io.caskade.lib.ts.scrambling.Parity;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import io.caskade.tools.simulator.card.SoftwareCard;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Words against parity: opened means opened with the right word. */
class ServiceDescramblerTest {
  private static final long NOW = 1_800_000_000L;
  private static final CardSerial SERIAL = new CardSerial(2_100_000_001L);

  private final BlockCiphers ciphers = new BlockCiphers();
  private final Tvcas3Profile profile = new Tvcas3Profile(ciphers);
  private final EcmKey ecmKey = new EcmKey(filled(32, 9));
  private final CardKey cardKey = new CardKey(filled(16, 3));
  private final SoftwareCard card =
      new SoftwareCard(SERIAL, new CardKey(filled(16, 3)), ecmKey, profile, ciphers);
  private final ServiceDescrambler service =
      new ServiceDescrambler(101, ScramblingAlgorithm.CSA2, card);
  private final EcmWorker ecms = profile.ecmWorker(ecmKey, new SplittableRandom(1));

  private static byte[] filled(int length, int seed) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (seed + 11 * i);
    }
    return bytes;
  }

  private static byte[] word(int cpNumber) {
    return filled(8, 17 * cpNumber);
  }

  private void ecm(int cpNumber) {
    var words =
        List.of(
            new CryptoPeriodWord(cpNumber, new ControlWord(word(cpNumber))),
            new CryptoPeriodWord(cpNumber + 1, new ControlWord(word(cpNumber + 1))));
    var input =
        new EcmInput(cpNumber, words, AccessCriteria.of(new byte[] {0, 0, 0, 1}), NOW + cpNumber);
    service.ecm(ecms.ecm(input).section());
  }

  private void entitle(String products) {
    var calendar = new CardCalendar(ZoneOffset.UTC, ZoneId.of("UTC"), ZoneOffset.UTC);
    var rights =
        new CardRights(
            ProductMask.parse(products),
            Instant.ofEpochSecond(NOW - 10),
            Instant.ofEpochSecond(NOW + 1_000),
            false,
            true);
    try (EmmWorker worker = profile.emmWorker(calendar)) {
      Octets emm = worker.emm(SERIAL, cardKey, rights).section();
      assertThat(card.emm(emm)).isTrue();
    }
    service.rightsChanged();
  }

  /** Sends a packet of a period and tells what the box made of it; opened must be the content. */
  private Result packet(int cpNumber) {
    Parity parity = cpNumber % 2 == 0 ? Parity.EVEN : Parity.ODD;
    PacketScrambler scrambler = new PacketScrambler(ScramblingAlgorithm.CSA2);
    scrambler.install(parity, word(cpNumber));
    TsPacket packet = TsPacket.stuffed(0x100, false, 0);
    byte[] clear = packet.payload();
    scrambler.scramble(packet, parity);
    Result result = service.packet(packet, cpNumber);
    if (result == Result.DESCRAMBLED) {
      assertThat(Arrays.equals(packet.payload(), clear)).isTrue();
    }
    return result;
  }

  @Test
  void opensPeriodAfterPeriodWithEcmsThatComeAfterTheTurn() {
    entitle("00000001");
    for (int period = 0; period < 6; period++) {
      if (period > 0) {
        assertThat(packet(period)).isEqualTo(Result.DESCRAMBLED);
      }
      ecm(period);
      assertThat(packet(period)).isEqualTo(Result.DESCRAMBLED);
    }
  }

  @Test
  void anEcmThatComesBeforeTheTurnDoesNotSpoilTheRestOfThePeriod() {
    entitle("00000001");
    ecm(0);
    for (int period = 0; period < 6; period++) {
      assertThat(packet(period)).isEqualTo(Result.DESCRAMBLED);
      ecm(period + 1);
      assertThat(packet(period)).isEqualTo(Result.DESCRAMBLED);
    }
  }

  @Test
  void aWordThatCameEarlyServesItsPeriodAlsoWhenNoOtherEcmIsOpened() {
    entitle("00000001");
    ecm(0);
    assertThat(packet(0)).isEqualTo(Result.DESCRAMBLED);
    ecm(1);
    entitle("00000000");
    assertThat(packet(0)).isEqualTo(Result.DESCRAMBLED);
    assertThat(packet(1)).isEqualTo(Result.DESCRAMBLED);
    assertThat(packet(2)).isEqualTo(Result.DESCRAMBLED);
    assertThat(packet(3)).isEqualTo(Result.DARK);
  }

  @Test
  void withoutRightsThePresentAndTheNextPeriodAreTheLastOnes() {
    entitle("00000001");
    ecm(0);
    assertThat(packet(0)).isEqualTo(Result.DESCRAMBLED);
    entitle("00000000");
    assertThat(packet(1)).isEqualTo(Result.DESCRAMBLED);
    ecm(1);
    assertThat(packet(1)).isEqualTo(Result.DESCRAMBLED);
    assertThat(packet(2)).isEqualTo(Result.DARK);
    ecm(2);
    assertThat(packet(3)).isEqualTo(Result.DARK);
    assertThat(service.view().ecmsRefused()).isEqualTo(2);
    assertThat(service.view().watching()).isFalse();
  }

  @Test
  void anEcmIsJudgedOnceUntilRightsChange() {
    entitle("00000002");
    ecm(0);
    Octets same =
        ecms.ecm(
                new EcmInput(
                    1,
                    List.of(
                        new CryptoPeriodWord(1, new ControlWord(word(1))),
                        new CryptoPeriodWord(2, new ControlWord(word(2)))),
                    AccessCriteria.of(new byte[] {0, 0, 0, 1}),
                    NOW))
            .section();
    service.ecm(same);
    service.ecm(same);
    assertThat(service.view().ecmsRefused()).isEqualTo(2);
    entitle("00000001");
    service.ecm(same);
    assertThat(service.view().ecmsGranted()).isEqualTo(1);
  }

  @Test
  void whatIsNoEcmOfOursIsForeign() {
    service.ecm(Octets.of(new byte[] {(byte) 0x80, 0x70, 1, 0}));
    assertThat(service.view().ecmsForeign()).isEqualTo(1);
    assertThat(packet(0)).isEqualTo(Result.DARK);
  }
}
