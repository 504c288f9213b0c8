package io.caskade.tools.simulator.input;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.TsPacket;
import io.caskade.lib.ts.TsReader;
import io.caskade.lib.ts.psi.Pat;
import io.caskade.lib.ts.psi.Pmt;
import io.caskade.lib.ts.psi.TableCollector;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.SectionAssembler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The services of a file and their elementary streams, as its tables tell. */
public final class Programs {
  private final TableCollector pats = new TableCollector(Pat.TABLE_ID);
  private final Map<Integer, SectionAssembler> assemblers = new HashMap<>();
  private final Map<Integer, SectionAssembler> wanted = new HashMap<>();
  private final Map<Integer, Set<Integer>> elementary = new TreeMap<>();
  private final Set<Integer> missing = new HashSet<>();
  private boolean patSeen;

  private Programs() {
    assemblers.put(
        Pat.PID,
        new SectionAssembler(Pat.PID, section -> pats.accept(section).ifPresent(this::pat)));
  }

  /**
   * Reads a file until every service of its PAT has its PMT.
   *
   * @return elementary PIDs by service number
   * @throws TsFormatException when it is no transport stream, or has no PAT
   */
  public static Map<Integer, Set<Integer>> of(Path file) throws IOException {
    Programs programs = new Programs();
    try (TsReader reader = TsReader.open(file)) {
      TsPacket packet = TsPacket.nullPacket();
      while (!programs.complete() && reader.read(packet.buffer(), 0)) {
        programs.accept(packet);
      }
    }
    if (!programs.patSeen) {
      throw new TsFormatException(file + " has no PAT: its services are not known", 0);
    }
    return Map.copyOf(programs.elementary);
  }

  private boolean complete() {
    return patSeen && missing.isEmpty();
  }

  private void accept(TsPacket packet) {
    SectionAssembler assembler = assemblers.get(packet.pid());
    if (assembler != null) {
      assembler.accept(packet);
      assemblers.putAll(wanted);
      wanted.clear();
    }
  }

  private void pat(List<Section> sections) {
    try {
      for (Pat.Entry entry : Pat.parse(sections).programs()) {
        if (!entry.isNetwork()) {
          missing.add(entry.programNumber());
          wanted.put(entry.pid(), new SectionAssembler(entry.pid(), this::pmt));
        }
      }
      patSeen = true;
    } catch (TsFormatException e) {
      throw new IllegalStateException("a PAT with a valid CRC that cannot be read", e);
    }
  }

  private void pmt(Section section) {
    if (section.tableId() != Pmt.TABLE_ID) {
      return;
    }
    try {
      Pmt pmt = Pmt.parse(section);
      elementary.put(pmt.programNumber(), Set.copyOf(pmt.elementaryPids()));
      missing.remove(pmt.programNumber());
    } catch (TsFormatException e) {
      throw new IllegalStateException("a PMT with a valid CRC that cannot be read", e);
    }
  }
}
