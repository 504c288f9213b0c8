package io.caskade.emm.emmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.emmg.DataProvision;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.section.SectionAssembler;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PackingTest {
  private static final OutputSettings SECTIONS = VirtualMux.settings();
  private static final OutputSettings PACKETS =
      VirtualMux.form(SECTIONS, SectionTspktFlag.TS_PACKETS);

  @Test
  void putsOneSectionIntoEachOfAtMostSevenDatagrams() {
    Packing packing = new Packing(SECTIONS);
    int added = 0;
    while (packing.room() > 0 && packing.add(EmmStock.section(added, 65))) {
      added++;
    }
    Provision provision = packing.take();
    assertThat(provision.emms()).isEqualTo(7);
    assertThat(provision.message().datagrams())
        .hasSize(7)
        .allSatisfy(datagram -> assertThat(datagram.remaining()).isEqualTo(65));
    assertThat(provision.bits()).isEqualTo((long) Math.ceil(7 * 65 * 8 * 188 / 183.0));
    assertThat(packing.isEmpty()).isTrue();
  }

  @Property(tries = 200)
  void neverPassesTheLimitsAndPacketsParseBack(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 5, max = 700) Integer> sizes,
      @ForAll boolean packets,
      @ForAll @IntRange(min = 1, max = 7) int datagrams,
      @ForAll @IntRange(min = 188, max = 1_316) int bytes) {
    OutputSettings base = packets ? PACKETS : SECTIONS;
    Packing packing = new Packing(limited(base, datagrams, bytes));
    List<byte[]> added = new ArrayList<>();
    for (int size : sizes) {
      byte[] section = EmmStock.section(added.size(), size);
      if (packing.add(section)) {
        added.add(section);
      }
    }
    if (added.isEmpty()) {
      assertThat(packing.isEmpty()).isTrue();
      return;
    }
    Provision provision = packing.take();
    DataProvision message = provision.message();
    int total = message.datagrams().stream().mapToInt(ByteBuffer::remaining).sum();
    assertThat(total).isLessThanOrEqualTo(bytes);
    assertThat(message.pdu().length()).as("fits into a UDP packet").isLessThan(1_400);
    if (packets) {
      assertThat(message.datagrams()).hasSize(1);
      assertThat(total % 188).isZero();
      assertThat(total / 188).isLessThanOrEqualTo(datagrams);
      assertThat(provision.bits()).isEqualTo(total * 8L);
      assertThat(reassembled(message)).containsExactlyElementsOf(added);
    } else {
      assertThat(message.datagrams()).hasSize(added.size()).hasSizeLessThanOrEqualTo(datagrams);
    }
  }

  @Test
  void packsSeveralEmmsIntoAPacket() {
    Packing packing = new Packing(PACKETS);
    int added = 0;
    while (added < 100 && packing.add(EmmStock.section(added, 65))) {
      added++;
    }
    Provision provision = packing.take();
    assertThat(provision.emms()).isEqualTo(7 * 183 / 65);
    assertThat(provision.message().datagrams().get(0).remaining()).isEqualTo(7 * 188);
  }

  @Test
  void refusesWhatIsNoSectionOrTooLong() {
    Packing packing = new Packing(SECTIONS);
    assertThat(packing.add(new byte[] {1, 2, 3, 4})).isFalse();
    assertThat(packing.add(EmmStock.section(1, 1_317))).isFalse();
    assertThat(packing.add(EmmStock.section(1, 1_316))).isTrue();
    assertThat(packing.room()).isZero();
  }

  @Test
  void leavesTheIdsOutOfUdpUnlessTheMuxWantsThem() {
    OutputSettings bare =
        VirtualMux.data(SECTIONS, new OutputSettings.DataWay(true, 41_000, false));
    OutputSettings named =
        VirtualMux.data(SECTIONS, new OutputSettings.DataWay(true, 41_000, true));
    assertThat(one(bare).dataChannelId()).isEmpty();
    assertThat(one(bare).dataStreamId()).isEmpty();
    assertThat(one(bare).dataId()).hasValue(1);
    assertThat(one(named).dataChannelId()).hasValue(1);
    assertThat(one(named).dataStreamId()).hasValue(1);
    assertThat(one(SECTIONS).dataChannelId()).hasValue(1);
  }

  private static DataProvision one(OutputSettings settings) {
    Packing packing = new Packing(settings);
    assertThat(packing.add(EmmStock.section(1, 65))).isTrue();
    return packing.take().message();
  }

  private static List<byte[]> reassembled(DataProvision message) {
    List<byte[]> sections = new ArrayList<>();
    SectionAssembler assembler =
        new SectionAssembler(0x1FFF, section -> sections.add(section.toByteArray()));
    for (ByteBuffer datagram : message.datagrams()) {
      byte[] packets = new byte[datagram.remaining()];
      datagram.get(packets);
      for (int at = 0; at < packets.length; at += 188) {
        assembler.accept(new TsPacket(packets, at));
      }
    }
    return sections;
  }

  private static OutputSettings limited(OutputSettings s, int datagrams, int bytes) {
    return new OutputSettings(
        s.host(),
        s.port(),
        s.version(),
        s.ids(),
        s.bandwidthKbit(),
        s.form(),
        s.data(),
        s.audience(),
        new OutputSettings.Limits(datagrams, bytes),
        s.probe());
  }
}
