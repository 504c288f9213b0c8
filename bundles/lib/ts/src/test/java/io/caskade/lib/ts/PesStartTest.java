package io.caskade.lib.ts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PesStartTest {
  @ParameterizedTest
  @CsvSource({
    "000001E000008080052100, true", // picture
    "000001C001238080052100, true", // sound
    "000001BD01238480052100, true", // private stream 1: subtitles, AC-3
    "000001BF01230000000000, true", // private stream 2 has no header of the common kind
    "000001E000000080052100, false", // marker bits missing
    "0000010900008080052100, false", // an access unit delimiter, no PES packet
    "000002E000008080052100, false",
    "000001E000008080, false"
  })
  void beginningsAreKnown(String hex, boolean begins) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(PesStart.at(bytes, 0, bytes.length)).isEqualTo(begins);
  }

  @Test
  void everyPictureAndSoundOfARealStreamBeginsSo() {
    long starts = 0;
    for (TsPacket packet : TestStreams.packets(TestStreams.bytes("two-services-cut.ts"))) {
      if (packet.unitStart() && packet.payloadLength() > PesStart.NEEDED && packet.pid() >= 0x100) {
        starts +=
            PesStart.at(packet.buffer(), packet.payloadOffset(), packet.payloadLength()) ? 1 : 0;
      }
    }
    assertThat(starts).isPositive();
  }

  @Test
  void noiseIsNone() {
    Random random = new Random(3);
    byte[] noise = new byte[16];
    for (int i = 0; i < 1_000_000; i++) {
      random.nextBytes(noise);
      assertThat(PesStart.at(noise, 0, noise.length)).isFalse();
    }
  }
}
