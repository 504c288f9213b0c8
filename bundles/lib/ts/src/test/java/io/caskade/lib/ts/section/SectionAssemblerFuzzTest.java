package io.caskade.lib.ts.section;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.caskade.lib.ts.TsPacket;

/** Whatever the packets hold: whole sections come out, or counters go up; nothing is thrown. */
class SectionAssemblerFuzzTest {
  @FuzzTest
  void takesAnyPackets(byte[] data) {
    SectionAssembler assembler = new SectionAssembler(0, SectionAssemblerFuzzTest::check);
    for (int at = 0; at + TsPacket.SIZE <= data.length; at += TsPacket.SIZE) {
      TsPacket packet = new TsPacket(data.clone(), at);
      packet.setPid(0);
      assembler.accept(packet);
    }
  }

  private static void check(Section section) {
    assertThat(section.size()).isBetween(Section.SHORT_HEADER, Section.MAX_SIZE);
    assertThat(section.hasValidCrc()).isTrue();
    assertThat(section.body().length).isLessThan(section.size());
    if (section.isLong()) {
      assertThat(section.part().version()).isBetween(0, 31);
    }
  }
}
