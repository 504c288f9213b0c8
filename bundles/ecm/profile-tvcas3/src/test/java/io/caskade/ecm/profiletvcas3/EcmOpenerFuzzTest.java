package io.caskade.ecm.profiletvcas3;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.api.base.Octets;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ecm.EcmOpener;
import io.caskade.api.ecm.KnownAnswer;
import io.caskade.keys.crypto.BlockCiphers;

/** Receivers pass on whatever a stream holds: any bytes are an ECM of ours or nothing. */
class EcmOpenerFuzzTest {
  @FuzzTest
  void anyBytesOpenOrDoNot(byte[] data) {
    Tvcas3Profile profile = new Tvcas3Profile(new BlockCiphers());
    KnownAnswer answer = profile.knownAnswers().get(0);
    try (EcmOpener opener = profile.ecmOpener(answer.key())) {
      opener
          .open(new EcmDatagram(Octets.of(data)))
          .ifPresent(
              opened -> {
                assertThat(data).hasSize(EcmSection.LENGTH);
                assertThat(opened.even().length()).isEqualTo(EcmSection.WORD_LENGTH);
                assertThat(opened.odd().length()).isEqualTo(EcmSection.WORD_LENGTH);
              });
      assertThat(opener.open(answer.ecm())).as("the opener is still of use").isPresent();
    }
  }
}
