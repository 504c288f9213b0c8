package io.caskade.lib.ts.psi;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.TablePart;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Program association table, PID 0x0000, table 0x00 (ISO/IEC 13818-1, clause 2.4.4.3).
 *
 * @param transportStreamId 0..65535
 * @param version 0..31
 * @param programs in the order of the wire
 */
public record Pat(int transportStreamId, int version, List<Entry> programs) {
  public static final int PID = 0x0000;
  public static final int TABLE_ID = 0x00;

  private static final int ENTRY_SIZE = 4;

  public Pat {
    Ranges.u16("transport_stream_id", transportStreamId);
    Ranges.within("version_number", version, TablePart.VERSIONS - 1);
    programs = List.copyOf(programs);
  }

  /**
   * One program.
   *
   * @param programNumber 0..65535; 0 names the NIT instead of a PMT
   * @param pid of the PMT (or NIT), 0..0x1FFF
   */
  public record Entry(int programNumber, int pid) {
    public Entry {
      Ranges.u16("program_number", programNumber);
      Ranges.pid(pid);
    }

    /** True for the entry that names the network information table. */
    public boolean isNetwork() {
      return programNumber == 0;
    }
  }

  /**
   * Reads a whole table as {@link TableCollector} gives it.
   *
   * @throws TsFormatException when this is no PAT or a length in it lies
   */
  public static Pat parse(List<Section> sections) throws TsFormatException {
    TableSections table = TableSections.of("PAT", TABLE_ID, sections);
    List<Entry> programs = new ArrayList<>();
    for (ByteCursor cursor : table.bodies()) {
      while (cursor.hasMore()) {
        programs.add(new Entry(cursor.u16(), cursor.pid()));
      }
    }
    return new Pat(table.extension(), table.version(), programs);
  }

  /** PID of the PMT of a program. */
  public OptionalInt pmtPid(int programNumber) {
    return programs.stream()
        .filter(entry -> !entry.isNetwork() && entry.programNumber() == programNumber)
        .mapToInt(Entry::pid)
        .findFirst();
  }

  /** As many sections as the programs need. */
  public List<Section> toSections() {
    List<byte[]> bodies =
        TableSections.split(
            programs,
            entry -> new ByteSink().u16(entry.programNumber()).pid(entry.pid()).toByteArray(),
            TableSections.MAX_BODY / ENTRY_SIZE * ENTRY_SIZE);
    return TableSections.build(
        bodies, transportStreamId, version, (part, body) -> Section.psi(TABLE_ID, part, body));
  }
}
