package io.caskade.tools.simulator.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.api.base.AccessCriteria;
import io.caskade.api.base.SuperCasId;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.lib.ts.psi.Cat;
import io.caskade.lib.ts.psi.Pmt;
import io.caskade.lib.ts.psi.ScramblingMode;
import io.caskade.lib.ts.psi.Sdt;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionAssembler;
import io.caskade.tools.simulator.Samples;
import io.caskade.tools.simulator.input.FileSource;
import io.caskade.tools.simulator.input.PacketSource;
import io.caskade.tools.simulator.scs.EcmStream;
import io.caskade.tools.simulator.scs.EcmgEvent;
import io.caskade.tools.simulator.scs.EcmgLink;
import io.caskade.tools.simulator.scs.Scs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver is told: PMT, CAT and SDT of the finished stream. */
class MultiplexTest {
  private static final int EMM_PID = 0x1F00;
  private static final int ECM_PID = 0x1F01;

  private final Path folder;

  private final Map<Integer, List<Section>> sections = new HashMap<>();
  private long packets;

  MultiplexTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** An ECMG that never answers. */
  private static final class Silence implements EcmgLink {
    @Override
    public void request(CwProvision provision) {
      throw new AssertionError("nothing was opened");
    }

    @Override
    public @Nullable EcmgEvent poll() {
      return null;
    }

    @Override
    public void reset(String reason) {}

    @Override
    public void close() {}
  }

  private static Scs scs(int service) {
    EcmStream stream =
        new EcmStream(
            service,
            2,
            1,
            1,
            new SuperCasId(0x0B000001),
            AccessCriteria.of(new byte[4]),
            ScramblingAlgorithm.CISSA,
            Duration.ofSeconds(2),
            0);
    return new Scs(stream, new Silence(), new SplittableRandom(1), text -> {});
  }

  private List<Section> of(int pid) {
    return sections.getOrDefault(pid, List.of());
  }

  private void play(int service) throws IOException {
    Map<Integer, SectionAssembler> assemblers = new HashMap<>();
    Multiplex multiplex =
        new Multiplex(
            Map.of(ECM_PID, scs(service)),
            new CaDescriptor(0x0B00, EMM_PID),
            new EmmQueue(),
            () -> 64,
            (packet, time) -> {
              TsPacket view = new TsPacket(packet.clone(), 0);
              assemblers
                  .computeIfAbsent(
                      view.pid(),
                      pid ->
                          new SectionAssembler(
                              pid,
                              section ->
                                  sections
                                      .computeIfAbsent(pid, p -> new ArrayList<>())
                                      .add(section)))
                  .accept(view);
              packets++;
            },
            text -> {});
    byte[] packet = new byte[TsPacket.SIZE];
    try (FileSource source = FileSource.open(Samples.twoServices(folder), false)) {
      while (source.read(packet) == PacketSource.Read.PACKET) {
        multiplex.packet(packet, source.time());
      }
    }
  }

  @Test
  void thePmtOfTheServiceHasOurCaDescriptorFirstAndANewVersion() throws Exception {
    play(101);
    List<Pmt> seen = new ArrayList<>();
    for (Section section : of(0x1000)) {
      seen.add(Pmt.parse(section));
    }
    assertThat(seen).hasSizeGreaterThan(10).containsOnly(seen.get(0));
    Pmt pmt = seen.get(0);
    assertThat(pmt.version()).isEqualTo(1);
    assertThat(CaDescriptor.from(pmt.descriptors().get(0)))
        .hasValueSatisfying(
            ca -> {
              assertThat(ca.caSystemId()).isEqualTo(0x0B00);
              assertThat(ca.caPid()).isEqualTo(ECM_PID);
            });
    assertThat(pmt.descriptors())
        .anyMatch(d -> ScramblingMode.from(d).equals(Optional.of(ScramblingMode.DVB_CISSA1)));
    Pmt other = Pmt.parse(of(0x1001).get(0));
    assertThat(other.version()).isZero();
    assertThat(other.caDescriptors()).isEmpty();
  }

  @Test
  void theCatNamesTheEmmPidAndTheSdtMarksTheService() throws Exception {
    play(101);
    List<Section> cats = of(Cat.PID);
    assertThat(cats).hasSizeBetween(3, 6);
    assertThat(Cat.parse(cats.subList(0, 1)).caDescriptors())
        .singleElement()
        .satisfies(ca -> assertThat(ca.caPid()).isEqualTo(EMM_PID));
    Sdt sdt = Sdt.parse(of(Sdt.PID).subList(0, 1));
    assertThat(sdt.version()).isEqualTo(1);
    assertThat(sdt.service(101).orElseThrow().freeCaMode()).isTrue();
    assertThat(sdt.service(102).orElseThrow().freeCaMode()).isFalse();
  }

  @Test
  void whatIsInsertedTakesThePlaceOfNullPackets() throws Exception {
    play(101);
    long in = Files.size(Samples.twoServices(folder)) / TsPacket.SIZE;
    // Some 50 were inserted; where pictures leave no gap for 40 ms a few go between.
    assertThat(packets).isBetween(in, in + 10);
  }

  @Test
  void aServiceThatTheStreamLacksIsNamed() {
    assertThatThrownBy(() -> play(999))
        .isInstanceOf(MuxException.class)
        .hasMessageContaining("999")
        .hasMessageContaining("[101, 102]");
  }
}
