package io.caskade.lib.ts.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.ts.TestStreams;
import io.caskade.lib.ts.TsPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Sections into packets and out again. */
class SectionTransportTest {
  private static final int PID = 0x1F0;

  private final List<Section> received = new ArrayList<>();
  private final SectionAssembler assembler = new SectionAssembler(PID, received::add);

  private void feed(byte[] packets) {
    TestStreams.packets(packets).forEach(assembler::accept);
  }

  private static Section emm(int size, int fill) {
    byte[] body = new byte[size - Section.SHORT_HEADER];
    Arrays.fill(body, (byte) fill);
    return Section.shortForm(0x82, body);
  }

  @Provide
  Arbitrary<Section> section() {
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 400),
            Arbitraries.integers().between(170, 190),
            Arbitraries.integers().between(350, 372),
            Arbitraries.just(Section.MAX_SIZE - Section.SHORT_HEADER));
    Arbitrary<Section> ca =
        Combinators.combine(Arbitraries.integers().between(0x80, 0x8F), sizes, Arbitraries.bytes())
            .as(
                (table, size, fill) -> {
                  byte[] body = new byte[size];
                  Arrays.fill(body, fill);
                  return Section.shortForm(table, body);
                });
    Arbitrary<Section> psi =
        Arbitraries.bytes()
            .array(byte[].class)
            .ofMaxSize(500)
            .map(body -> Section.psi(2, new TablePart(7, 3, true, 0, 0), body));
    return Arbitraries.oneOf(ca, psi);
  }

  @Property(tries = 500)
  void everySectionArrivesWhenPackedBackToBack(
      @ForAll List<@From("section") Section> sections, @ForAll @IntRange(max = 15) int counter) {
    byte[] packets = new SectionPacketizer(PID, counter).packets(sections);
    List<Section> arrived = new ArrayList<>();
    SectionAssembler fresh = new SectionAssembler(PID, arrived::add);
    TestStreams.packets(packets).forEach(fresh::accept);

    assertThat(arrived).isEqualTo(sections);
    assertThat(fresh.dropped() + fresh.crcErrors() + fresh.discontinuities()).isZero();
    int bytes = sections.stream().mapToInt(Section::size).sum();
    // At most a pointer_field and one stuffing byte in each packet, and the last one's rest.
    assertThat(packets.length).isLessThanOrEqualTo((bytes / 183 + 2) * TsPacket.SIZE);
  }

  @Property(tries = 300)
  void everySectionArrivesWhenEachBeginsAPacket(@ForAll List<@From("section") Section> sections) {
    List<Section> arrived = new ArrayList<>();
    SectionAssembler fresh = new SectionAssembler(PID, arrived::add);
    SectionPacketizer packetizer = new SectionPacketizer(PID);
    for (Section section : sections) {
      byte[] packets = packetizer.packets(section);
      assertThat(packets[1] & 0x40).isEqualTo(0x40);
      assertThat(packets[4]).isZero();
      TestStreams.packets(packets).forEach(fresh::accept);
    }
    assertThat(arrived).isEqualTo(sections);
    assertThat(fresh.discontinuities()).isZero();
  }

  @Property(tries = 300)
  void aLostPacketCostsNoSectionThatIsWhollyInOtherPackets(
      @ForAll List<@From("section") Section> sections, @ForAll int which) {
    byte[] bytes = new SectionPacketizer(PID).packets(sections);
    List<TsPacket> packets = new ArrayList<>(TestStreams.packets(bytes));
    if (!packets.isEmpty()) {
      packets.remove(Math.floorMod(which, packets.size()));
    }
    List<Section> arrived = new ArrayList<>();
    SectionAssembler fresh = new SectionAssembler(PID, arrived::add);
    packets.forEach(fresh::accept);

    assertThat(sections).containsAll(arrived);
    assertThat(arrived.size())
        .isGreaterThanOrEqualTo(sections.size() - sectionsPerPacket(sections));
  }

  private static int sectionsPerPacket(List<Section> sections) {
    List<Integer> sizes = new ArrayList<>(sections.stream().map(Section::size).toList());
    Collections.sort(sizes);
    int count = 0;
    int bytes = 0;
    while (count < sizes.size() && bytes <= TsPacket.MAX_PAYLOAD) {
      bytes += sizes.get(count++);
    }
    // Those that fit, and one cut off at either end.
    return count + 2;
  }

  @Example
  void twoSectionsShareAPacketAndTheRestIsStuffing() {
    byte[] packets = new SectionPacketizer(PID).packets(List.of(emm(62, 1), emm(62, 2)));
    assertThat(packets).hasSize(188);
    assertThat(Arrays.copyOfRange(packets, 5 + 124, 188)).containsOnly(0xFF);
    feed(packets);
    assertThat(received).containsExactly(emm(62, 1), emm(62, 2));
  }

  @Example
  void aSectionIsNeverBegunInAPacketWithoutUnitStart() {
    // The second one would begin at the very last byte of the second packet.
    List<Section> sections = List.of(emm(183 + 183, 1), emm(62, 2));
    byte[] packets = new SectionPacketizer(PID).packets(sections);
    assertThat(packets).hasSize(3 * 188);
    assertThat(packets[188 + 1] & 0x40).isZero();
    assertThat(packets[2 * 188 - 1]).isEqualTo((byte) 0xFF);
    feed(packets);
    assertThat(received).isEqualTo(sections);
  }

  @Example
  void theCounterRunsOnFromCallToCall() {
    SectionPacketizer packetizer = new SectionPacketizer(PID, 15);
    assertThat(new TsPacket(packetizer.packets(emm(62, 1)), 0).continuityCounter()).isEqualTo(15);
    assertThat(new TsPacket(packetizer.packets(emm(62, 1)), 0).continuityCounter()).isZero();
  }

  @Example
  void aRepeatedPacketIsReadOnce() {
    byte[] packets = new SectionPacketizer(PID).packets(emm(62, 1));
    feed(packets);
    feed(packets);
    assertThat(received).hasSize(1);
  }

  @Example
  void aLostPacketDropsTheSectionAndTheNextIsWhole() {
    SectionPacketizer packetizer = new SectionPacketizer(PID);
    byte[] first = packetizer.packets(emm(500, 1));
    feed(Arrays.copyOf(first, 188));
    feed(Arrays.copyOfRange(first, 2 * 188, 3 * 188));
    feed(packetizer.packets(emm(62, 2)));
    assertThat(received).containsExactly(emm(62, 2));
    assertThat(assembler.dropped()).isEqualTo(1);
    assertThat(assembler.discontinuities()).isEqualTo(1);
  }

  @Example
  void aSectionThatIsNotFinishedWhereThePointerShowsTheNextIsDropped() {
    byte[] first = new SectionPacketizer(PID, 0).packets(emm(500, 1));
    feed(Arrays.copyOf(first, 188));
    feed(new SectionPacketizer(PID, 1).packets(emm(62, 2)));
    assertThat(received).containsExactly(emm(62, 2));
    assertThat(assembler.dropped()).isEqualTo(1);
    assertThat(assembler.discontinuities()).isZero();
  }

  @Example
  void aPointerBeyondThePacketStartsNothing() {
    byte[] packets = new SectionPacketizer(PID).packets(emm(62, 1));
    packets[4] = (byte) 184;
    feed(packets);
    assertThat(received).isEmpty();
    assertThat(assembler.dropped()).isEqualTo(1);
  }

  @Example
  void aLengthBeyondTheLimitIsNotCollected() {
    byte[] packets = new SectionPacketizer(PID).packets(emm(62, 1));
    packets[6] = 0x7F;
    packets[7] = (byte) 0xFF;
    feed(packets);
    assertThat(assembler.dropped()).isEqualTo(1);
    assertThat(received).isEmpty();
  }

  @Example
  void aWrongCrcIsCountedAndNotDelivered() {
    byte[] packets =
        new SectionPacketizer(PID)
            .packets(Section.psi(2, new TablePart(1, 0, true, 0, 0), new byte[10]));
    packets[20] ^= 1;
    feed(packets);
    assertThat(received).isEmpty();
    assertThat(assembler.crcErrors()).isEqualTo(1);
  }

  @Example
  void scrambledAndForeignPacketsGiveNothing() {
    byte[] packets = new SectionPacketizer(PID).packets(emm(62, 1));
    TsPacket packet = new TsPacket(packets, 0);
    packet.setScramblingControl(2);
    feed(packets);
    packet.setScramblingControl(0);
    packet.setPid(PID + 1);
    feed(packets);
    assertThat(received).isEmpty();
  }

  @Example
  void aPidOutOfRangeIsRefused() {
    assertThatThrownBy(() -> new SectionPacketizer(0x2000))
        .hasMessage("PID 8192 is not within 0..8191");
  }
}
