package io.caskade.lib.ts.psi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.ts.TestStreams;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.psi.Pmt.ElementaryStream;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionAssembler;
import io.caskade.lib.ts.section.TablePart;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PsiTest {
  private static final Descriptor LANGUAGE = new Descriptor(0x0A, new byte[] {'r', 'u', 's', 0});

  private static List<Section> sections(String stream, int pid) {
    List<Section> sections = new ArrayList<>();
    SectionAssembler assembler = new SectionAssembler(pid, sections::add);
    TestStreams.packets(TestStreams.bytes(stream)).forEach(assembler::accept);
    return sections;
  }

  private static Section first(int pid) {
    return sections("two-services-cut.ts", pid).get(0);
  }

  @Test
  void patOfARealStreamIsReadAndRebuilt() throws Exception {
    Section section = first(Pat.PID);
    Pat pat = Pat.parse(List.of(section));

    assertThat(pat)
        .isEqualTo(new Pat(1, 0, List.of(new Pat.Entry(101, 0x1000), new Pat.Entry(102, 0x1001))));
    assertThat(pat.pmtPid(102)).hasValue(0x1001);
    assertThat(pat.pmtPid(0)).isEmpty();
    assertThat(pat.toSections()).containsExactly(section);
  }

  @Test
  void pmtOfARealStreamIsReadAndRebuilt() throws Exception {
    Section section = first(0x1000);
    Pmt pmt = Pmt.parse(section);

    assertThat(pmt.programNumber()).isEqualTo(101);
    assertThat(pmt.pcrPid()).isEqualTo(0x100);
    assertThat(pmt.streams())
        .containsExactly(
            new ElementaryStream(0x02, 0x100, List.of()),
            new ElementaryStream(0x03, 0x101, List.of()));
    assertThat(pmt.elementaryPids()).containsExactly(0x100, 0x101);
    assertThat(pmt.toSection()).isEqualTo(section);
  }

  @Test
  void sdtOfARealStreamIsReadAndRebuilt() throws Exception {
    Section section = first(Sdt.PID);
    Sdt sdt = Sdt.parse(List.of(section));

    assertThat(sdt.service(101).orElseThrow().description())
        .hasValue(new ServiceDescriptor(1, "FFmpeg", "News"));
    assertThat(sdt.service(102).orElseThrow().description().orElseThrow().name())
        .isEqualTo("Cinema");
    assertThat(sdt.toSections()).containsExactly(section);

    Sdt scrambled = sdt.withFreeCaMode(102, true);
    assertThat(Sdt.parse(scrambled.toSections())).isEqualTo(scrambled);
    assertThat(scrambled.service(101).orElseThrow().freeCaMode()).isFalse();
    assertThat(scrambled.service(102).orElseThrow().freeCaMode()).isTrue();
    assertThat(scrambled.version()).isEqualTo(1);
  }

  @Test
  void anotherScramblersPmtShowsItsScramblingDescriptor() throws Exception {
    Pmt theirs = Pmt.parse(sections("scrambling/cissa.ts", 0x1000).get(0));
    assertThat(theirs.descriptors())
        .extracting(ScramblingMode::from)
        .contains(Optional.of(ScramblingMode.DVB_CISSA1));

    Pmt ours =
        Pmt.parse(sections("scrambling/clear.ts", 0x1000).get(0))
            .withScrambling(ScramblingMode.DVB_CISSA1)
            .withVersion(theirs.version());
    assertThat(ours.toSection()).isEqualTo(theirs.toSection());
  }

  @Test
  void theCaDescriptorComesFirstReplacesItsOwnSystemAndKeepsTheRest() throws Exception {
    CaDescriptor foreign = new CaDescriptor(0x0500, 0x300, new byte[] {1, 2});
    CaDescriptor old = new CaDescriptor(0x0B00, 0x301);
    Pmt pmt =
        new Pmt(
            101,
            31,
            0x100,
            List.of(LANGUAGE, foreign.toDescriptor(), old.toDescriptor()),
            List.of(new ElementaryStream(2, 0x100, List.of(LANGUAGE, old.toDescriptor()))));
    CaDescriptor ours = new CaDescriptor(0x0B00, 0x1FF, new byte[] {7});

    Pmt changed = pmt.withCa(ours);

    assertThat(changed.descriptors())
        .containsExactly(ours.toDescriptor(), LANGUAGE, foreign.toDescriptor());
    assertThat(changed.caDescriptors()).containsExactly(ours, foreign);
    assertThat(changed.version()).isZero();
    assertThat(changed.streams()).isEqualTo(pmt.streams());
    assertThat(changed.streams().get(0).caDescriptors()).containsExactly(old);
    assertThat(Pmt.parse(changed.toSection())).isEqualTo(changed);
    assertThat(changed.withoutCa(0x0B00).caDescriptors()).containsExactly(foreign);
  }

  @Test
  void theCaDescriptorHasTheBytesOfTheStandard() {
    assertThat(new CaDescriptor(0x0B00, 0x1FF, new byte[] {7}).toDescriptor())
        .isEqualTo(new Descriptor(0x09, HexFormat.of().parseHex("0B00E1FF07")));
    assertThat(CaDescriptor.from(new Descriptor(0x09, new byte[3]))).isEmpty();
    assertThat(CaDescriptor.from(LANGUAGE)).isEmpty();
  }

  @Test
  void catListsEachCaSystemOnceAndGrowsOverSections() throws Exception {
    Cat cat = Cat.of(new CaDescriptor(0x0B00, 0x1F0));
    assertThat(cat.toSections().get(0).part().extension()).isEqualTo(0xFFFF);
    Cat moved = cat.withCa(new CaDescriptor(0x0B00, 0x1F1));
    assertThat(moved.caDescriptors()).containsExactly(new CaDescriptor(0x0B00, 0x1F1));
    assertThat(moved.version()).isEqualTo(1);

    Cat large = moved;
    for (int i = 1; i <= 20; i++) {
      large = large.withCa(new CaDescriptor(0x0B00 + i, 0x200 + i, new byte[200]));
    }
    assertThat(large.toSections()).hasSizeGreaterThan(3);
    assertThat(Cat.parse(large.toSections())).isEqualTo(large);
    assertThat(large.withoutCa(0x0B00).caDescriptors()).hasSize(20);
  }

  @Test
  void aLargePatAndSdtGrowOverSections() throws Exception {
    Pat pat =
        new Pat(1, 5, IntStream.range(0, 1000).mapToObj(i -> new Pat.Entry(i, 0x20 + i)).toList());
    assertThat(pat.toSections()).hasSize(4);
    assertThat(Pat.parse(pat.toSections())).isEqualTo(pat);
    assertThat(pat.programs().get(0).isNetwork()).isTrue();

    Descriptor name = new ServiceDescriptor(1, "Оператор", "Канал № 1").toDescriptor();
    Sdt sdt =
        new Sdt(
            1,
            2,
            3,
            IntStream.range(0, 100)
                .mapToObj(i -> new Sdt.Service(i, 1, 4, true, List.of(name, LANGUAGE)))
                .toList());
    assertThat(Sdt.parse(sdt.toSections())).isEqualTo(sdt);
    assertThat(sdt.services().get(7).description().orElseThrow().name()).isEqualTo("Канал № 1");
  }

  @Test
  void aTableThatIsTooLargeForItsOnlySectionIsRefused() {
    List<Descriptor> descriptors = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      descriptors.add(new Descriptor(0xFE, new byte[250]));
    }
    Pmt pmt = new Pmt(101, 0, 0x100, descriptors, List.of());
    assertThatThrownBy(pmt::toSection)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the limit is 1024");
  }

  @Test
  void aLengthThatLiesIsReportedWithItsPlace() {
    Section section =
        Section.psi(
            Pmt.TABLE_ID,
            new TablePart(101, 0, true, 0, 0),
            HexFormat.of().parseHex("E100F0050904"));
    assertThatThrownBy(() -> Pmt.parse(section))
        .isInstanceOf(TsFormatException.class)
        .hasMessage("PMT: 5 bytes are claimed at byte 4 of its body, only 2 are left");
  }

  @Test
  void aDescriptorThatRunsOverItsLoopIntoTheStreamsIsRefused() {
    Section section =
        Section.psi(
            Pmt.TABLE_ID,
            new TablePart(101, 0, true, 0, 0),
            HexFormat.of().parseHex("E100F002090402E100F000"));
    assertThatThrownBy(() -> Pmt.parse(section))
        .isInstanceOf(TsFormatException.class)
        .hasMessage("PMT: 4 bytes are claimed at byte 6 of its body, only 0 are left");
  }

  @Test
  void anotherTableIsRefused() {
    assertThatThrownBy(() -> Pmt.parse(first(Pat.PID)))
        .isInstanceOf(TsFormatException.class)
        .hasMessage("PMT expected, but at byte 0 stands table 0x00");
    assertThatThrownBy(() -> Pat.parse(List.of())).isInstanceOf(TsFormatException.class);
    assertThatThrownBy(() -> Pat.parse(List.of(Section.shortForm(0, new byte[4]))))
        .hasMessageContaining("without long header");
  }

  @Test
  void fieldsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new CaDescriptor(0x10000, 1)).hasMessageContaining("CA_system_id");
    assertThatThrownBy(() -> new CaDescriptor(1, 0x2000)).hasMessageContaining("CA_PID");
    assertThatThrownBy(() -> new CaDescriptor(1, 1, new byte[252])).hasMessageContaining("251");
    assertThatThrownBy(() -> new Descriptor(256, new byte[0])).hasMessageContaining("256");
    assertThatThrownBy(() -> new Descriptor(1, new byte[256])).hasMessageContaining("256 bytes");
    assertThatThrownBy(() -> new Pat.Entry(1, 0x2000)).hasMessageContaining("PID 8192");
    assertThatThrownBy(() -> new Cat(32, List.of())).hasMessageContaining("version_number");
  }
}
