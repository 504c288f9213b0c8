package io.caskade.tools.simulator.mux;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.psi.CaDescriptor;
import io.caskade.lib.ts.psi.Cat;
import io.caskade.lib.ts.psi.Pat;
import io.caskade.lib.ts.psi.Pmt;
import io.caskade.lib.ts.psi.ScramblingMode;
import io.caskade.lib.ts.psi.Sdt;
import io.caskade.lib.ts.psi.TableCollector;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionAssembler;
import io.caskade.lib.ts.section.TablePart;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the stream: learns from PAT and PMTs which packets belong to the chosen services,
 * and tells receivers where ECMs and EMMs are (PMT, CAT, free_CA_mode of the SDT). Confined to a
 * thread.
 */
final class Tables {
  private static final long CAT_PERIOD = 500_000_000L;

  private final Map<Integer, ScrambledService> services = new LinkedHashMap<>();
  private final CaDescriptor emm;
  private final Consumer<String> notices;
  private final PidPackets catPackets = new PidPackets(Cat.PID);
  private final Map<Integer, TableRewrite> rewrites = new HashMap<>();
  private final Map<Integer, ScrambledService> elementary = new HashMap<>();
  private final TableCollector patCollector = new TableCollector(Pat.TABLE_ID);
  private final TableCollector catCollector = new TableCollector(Cat.TABLE_ID);
  private final SectionAssembler patAssembler =
      new SectionAssembler(Pat.PID, section -> patCollector.accept(section).ifPresent(this::pat));
  private final SectionAssembler catAssembler =
      new SectionAssembler(Cat.PID, section -> catCollector.accept(section).ifPresent(this::cat));
  private Cat cat;
  private @Nullable Pat pat;
  private long nextCat = Long.MIN_VALUE;

  Tables(List<ScrambledService> chosen, CaDescriptor emm, Consumer<String> notices) {
    chosen.forEach(service -> services.put(service.serviceId(), service));
    this.emm = emm;
    this.notices = notices;
    this.cat = Cat.of(emm);
    rewrites.put(Sdt.PID, new TableRewrite(Sdt.PID, this::sdt));
  }

  /** Plays the CAT. */
  void advance(long now, PacketInserter inserter) {
    if (now >= nextCat) {
      inserter.add(catPackets.ofSections(cat.toSections()), now);
      nextCat = now + CAT_PERIOD;
    }
  }

  /** Learns from a packet of the input, and overwrites it when it carries a table to change. */
  void pass(byte[] packet, PacketInserter inserter, long now) {
    TsPacket view = new TsPacket(packet, 0);
    int pid = view.pid();
    patAssembler.accept(view);
    if (pid == Cat.PID) {
      catAssembler.accept(view);
      view.stuff(TsPacket.NULL_PID, false, 0);
      return;
    }
    TableRewrite rewrite = rewrites.get(pid);
    if (rewrite != null) {
      rewrite.replace(packet, inserter, now);
    }
  }

  /** The chosen service that an elementary stream belongs to, or null. */
  @Nullable ScrambledService serviceOf(int pid) {
    return elementary.get(pid);
  }

  /** True when the PAT was seen. */
  boolean known() {
    return pat != null;
  }

  private void pat(List<Section> sections) {
    Pat found;
    try {
      found = Pat.parse(sections);
    } catch (TsFormatException e) {
      notices.accept("the PAT cannot be read: " + e.getMessage());
      return;
    }
    pat = found;
    rewrites.keySet().removeIf(pid -> pid != Sdt.PID);
    elementary.clear();
    for (ScrambledService service : services.values()) {
      OptionalInt pmtPid = found.pmtPid(service.serviceId());
      if (pmtPid.isEmpty()) {
        throw new MuxException(
            "There is no service "
                + service.serviceId()
                + " in the stream; it has "
                + names(found));
      }
      rewrites.computeIfAbsent(pmtPid.getAsInt(), pid -> new TableRewrite(pid, this::pmt));
    }
  }

  private static List<Integer> names(Pat pat) {
    return pat.programs().stream()
        .filter(entry -> !entry.isNetwork())
        .map(Pat.Entry::programNumber)
        .toList();
  }

  private Section pmt(Section section) {
    if (section.tableId() != Pmt.TABLE_ID || !section.isLong()) {
      return section;
    }
    try {
      Pmt found = Pmt.parse(section);
      ScrambledService service = services.get(found.programNumber());
      if (service == null) {
        return section;
      }
      for (int pid : found.elementaryPids()) {
        elementary.putIfAbsent(pid, service);
      }
      return found
          .withScrambling(mode(service))
          .withCa(new CaDescriptor(service.caSystemId(), service.ecmPid()))
          .withVersion(TablePart.nextVersion(found.version()))
          .toSection();
    } catch (TsFormatException e) {
      notices.accept("a PMT cannot be read: " + e.getMessage());
      return section;
    }
  }

  private static ScramblingMode mode(ScrambledService service) {
    return service.scs().stream().algorithm() == ScramblingAlgorithm.CSA2
        ? ScramblingMode.DVB_CSA2
        : ScramblingMode.DVB_CISSA1;
  }

  private void cat(List<Section> sections) {
    try {
      cat = Cat.parse(sections).withCa(emm);
    } catch (TsFormatException e) {
      notices.accept("the CAT of the input cannot be read: " + e.getMessage());
    }
  }

  private Section sdt(Section section) {
    if (section.tableId() != Sdt.TABLE_ID || !section.isLong() || section.part().last() > 0) {
      return section;
    }
    try {
      Sdt found = Sdt.parse(List.of(section));
      Sdt marked = found;
      for (int serviceId : services.keySet()) {
        marked = marked.withFreeCaMode(serviceId, true);
      }
      // Several marks are one change of the table.
      int version = TablePart.nextVersion(found.version());
      return new Sdt(
              found.transportStreamId(), found.originalNetworkId(), version, marked.services())
          .toSections()
          .get(0);
    } catch (TsFormatException e) {
      notices.accept("the SDT cannot be read: " + e.getMessage());
      return section;
    }
  }
}
