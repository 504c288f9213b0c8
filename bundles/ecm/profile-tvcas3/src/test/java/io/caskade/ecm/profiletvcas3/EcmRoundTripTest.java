package io.caskade.ecm.profiletvcas3;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.ProductMask;
import io.caskade.api.ecm.ControlWord;
import io.caskade.api.ecm.CryptoPeriodWord;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmInput;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.EcmWorker;
import io.caskade.api.ecm.OpenedEcm;
import io.caskade.api.keys.EcmKey;
import io.caskade.keys.crypto.BlockCiphers;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class EcmRoundTripTest {
  private final Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());

  @Property
  void whatWentIntoAnEcmComesOutOfIt(
      @ForAll @Size(32) byte[] keyBytes,
      @ForAll @Size(8) byte[] present,
      @ForAll @Size(8) byte[] next,
      @ForAll @IntRange(max = 65_535) int cpNumber,
      @ForAll int mask,
      @ForAll @LongRange(max = 0xFFFF_FFFFL) long time,
      @ForAll boolean turned) {
    EcmKey key = new EcmKey(keyBytes);
    CryptoPeriodWord one = new CryptoPeriodWord(cpNumber, new ControlWord(present));
    CryptoPeriodWord other = new CryptoPeriodWord((cpNumber + 1) % 65_536, new ControlWord(next));
    EcmInput input =
        new EcmInput(
            cpNumber,
            turned ? List.of(other, one) : List.of(one, other),
            new ProductMask(mask).toAccessCriteria(),
            time);
    boolean even = cpNumber % 2 == 0;
    try (EcmWorker worker = profile.ecmWorker(key, new SplittableRandom(time));
        EcmOpener opener = profile.ecmOpener(key)) {
      EcmDatagram ecm = worker.ecm(input);
      assertThat(ecm.section().at(0)).isEqualTo(even ? 0x80 : 0x81);
      OpenedEcm opened = opener.open(ecm).orElseThrow();
      assertThat(opened.issuedAt()).isEqualTo(Instant.ofEpochSecond(time));
      assertThat(even ? opened.even() : opened.odd()).isEqualTo(one.word());
      assertThat(even ? opened.odd() : opened.even()).isEqualTo(other.word());
      assertThat(opened.accessCriteria()).isEqualTo(input.accessCriteria());
    }
  }
}
