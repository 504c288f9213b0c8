package io.caskade.lib.ts;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Any file gives packets, or a {@link TsFormatException} with a place in it; nothing else. */
class TsReaderFuzzTest {
  @FuzzTest
  void readsOrSaysWhatIsWrong(byte[] data) throws IOException {
    long packets = 0;
    try (TsReader reader = new TsReader(new ByteArrayInputStream(data), "fuzz")) {
      byte[] bytes = new byte[TsPacket.SIZE];
      while (reader.read(bytes, 0)) {
        packets++;
        check(new TsPacket(bytes, 0));
      }
      assertThat(packets * TsPacket.SIZE + reader.skippedBytes()).isLessThanOrEqualTo(data.length);
    } catch (TsFormatException e) {
      assertThat(e.getMessage()).contains("byte " + e.offset());
    }
  }

  private static void check(TsPacket packet) {
    assertThat(packet.hasSync()).isTrue();
    assertThat(packet.payloadOffset() + packet.payload().length).isEqualTo(TsPacket.SIZE);
    packet.pcr().ifPresent(packet::setPcr);
    assertThat(packet.toString()).contains("pid");
  }
}
