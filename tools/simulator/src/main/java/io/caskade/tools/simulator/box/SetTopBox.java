package io.caskade.tools.simulator.box;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.lib.ts.psi.Cat;
import io.caskade.lib.ts.psi.Descriptor;
import io.caskade.lib.ts.psi.Pat;
import io.caskade.lib.ts.psi.Pmt;
import io.caskade.lib.ts.psi.ScramblingMode;
import io.caskade.lib.ts.psi.TableCollector;
import io.caskade.lib.ts.scrambling.PacketDescrambler;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionAssembler;
import io.caskade.tools.simulator.card.SoftwareCard;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A receiver with one card: finds ECMs and EMMs by the tables alone, as any other would, and opens
 * every service that its card has rights for. Confined to a thread.
 */
public final class SetTopBox implements AutoCloseable {
  private final int caSystemId;
  private final SoftwareCard card;
  private final Map<Integer, SectionAssembler> assemblers = new HashMap<>();
  private final Map<Integer, ServiceDescrambler> elementary = new HashMap<>();
  private final Map<Integer, ServiceDescrambler> services = new TreeMap<>();
  private final Map<Integer, Pmt> pmts = new HashMap<>();
  private final TableCollector pats = new TableCollector(Pat.TABLE_ID);
  private final TableCollector cats = new TableCollector(Cat.TABLE_ID);
  private final Map<Integer, SectionAssembler> found = new HashMap<>();
  private int emmPid = -1;
  private long tablesRefused;

  /**
   * @param caSystemId of the CA descriptors that are ours, 0..65535
   * @param card is closed with this box
   */
  public SetTopBox(int caSystemId, SoftwareCard card) {
    this.caSystemId = caSystemId;
    this.card = card;
    watch(Pat.PID, section -> pats.accept(section).ifPresent(this::pat));
    watch(Cat.PID, section -> cats.accept(section).ifPresent(this::cat));
    adopt();
  }

  public CardSerial serial() {
    return card.serial();
  }

  private void watch(int pid, Consumer<Section> sink) {
    found.put(pid, new SectionAssembler(pid, sink));
  }

  /** Assemblers that a table asked for while another assembler was at work. */
  private void adopt() {
    assemblers.putAll(found);
    found.clear();
  }

  /**
   * Takes the next packet of the stream and opens it in place when it can.
   *
   * @return what became of a packet of an elementary stream; null for every other packet
   */
  public PacketDescrambler.@Nullable Result packet(TsPacket packet, long time) {
    SectionAssembler assembler = assemblers.get(packet.pid());
    if (assembler != null) {
      assembler.accept(packet);
      adopt();
    }
    ServiceDescrambler service = elementary.get(packet.pid());
    return service == null || packet.payloadLength() == 0 ? null : service.packet(packet, time);
  }

  private void pat(List<Section> sections) {
    try {
      for (Pat.Entry entry : Pat.parse(sections).programs()) {
        if (!entry.isNetwork()) {
          watch(entry.pid(), this::pmt);
        }
      }
    } catch (TsFormatException e) {
      tablesRefused++;
    }
  }

  private void cat(List<Section> sections) {
    try {
      Optional<CaDescriptor> ours = ours(Cat.parse(sections).caDescriptors());
      if (ours.isPresent() && ours.get().caPid() != emmPid) {
        emmPid = ours.get().caPid();
        watch(emmPid, this::emm);
      }
    } catch (TsFormatException e) {
      tablesRefused++;
    }
  }

  private Optional<CaDescriptor> ours(List<CaDescriptor> descriptors) {
    return descriptors.stream().filter(ca -> ca.caSystemId() == caSystemId).findFirst();
  }

  private void pmt(Section section) {
    if (section.tableId() != Pmt.TABLE_ID) {
      return;
    }
    try {
      Pmt pmt = Pmt.parse(section);
      if (!pmt.equals(pmts.put(pmt.programNumber(), pmt))) {
        tune(pmt);
      }
    } catch (TsFormatException e) {
      tablesRefused++;
    }
  }

  private void tune(Pmt pmt) {
    Optional<CaDescriptor> ca = ours(pmt.caDescriptors());
    if (ca.isEmpty()) {
      return;
    }
    ServiceDescrambler service =
        services.computeIfAbsent(
            pmt.programNumber(), id -> new ServiceDescrambler(id, algorithm(pmt), card));
    watch(ca.get().caPid(), section -> ecm(service, section));
    new HashSet<>(pmt.elementaryPids()).forEach(pid -> elementary.put(pid, service));
  }

  private static ScramblingAlgorithm algorithm(Pmt pmt) {
    for (Descriptor descriptor : pmt.descriptors()) {
      if (ScramblingMode.from(descriptor).filter(ScramblingMode.DVB_CISSA1::equals).isPresent()) {
        return ScramblingAlgorithm.CISSA;
      }
    }
    return ScramblingAlgorithm.CSA2;
  }

  private static void ecm(ServiceDescrambler service, Section section) {
    if (section.tableId() == 0x80 || section.tableId() == 0x81) {
      service.ecm(Octets.of(section.toByteArray()));
    }
  }

  private void emm(Section section) {
    if (card.emm(Octets.of(section.toByteArray()))) {
      services.values().forEach(ServiceDescrambler::rightsChanged);
    }
  }

  /** What was seen so far. */
  public BoxReport report() {
    return new BoxReport(
        card.serial(),
        card.emms(),
        tablesRefused,
        services.values().stream().map(ServiceDescrambler::view).toList());
  }

  @Override
  public void close() {
    services.values().forEach(ServiceDescrambler::destroy);
    card.close();
  }
}
