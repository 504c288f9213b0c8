package io.caskade.lib.ts.psi;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.TablePart;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditional access table, PID 0x0001, table 0x01 (ISO/IEC 13818-1, clause 2.4.4.6): where each CA
 * system has its EMMs.
 *
 * @param version 0..31
 * @param descriptors in the order of the wire
 */
public record Cat(int version, List<Descriptor> descriptors) {
  public static final int PID = 0x0001;
  public static final int TABLE_ID = 0x01;

  /** The table_id_extension is reserved: all bits 1. */
  private static final int RESERVED_EXTENSION = 0xFFFF;

  public Cat {
    Ranges.within("version_number", version, TablePart.VERSIONS - 1);
    descriptors = List.copyOf(descriptors);
  }

  /** A table for one CA system, version 0. */
  public static Cat of(CaDescriptor ca) {
    return new Cat(0, List.of(ca.toDescriptor()));
  }

  /**
   * Reads a whole table as {@link TableCollector} gives it.
   *
   * @throws TsFormatException when this is no CAT or a length in it lies
   */
  public static Cat parse(List<Section> sections) throws TsFormatException {
    TableSections table = TableSections.of("CAT", TABLE_ID, sections);
    List<Descriptor> descriptors = new ArrayList<>();
    for (ByteCursor cursor : table.bodies()) {
      descriptors.addAll(Descriptor.readAll(cursor));
    }
    return new Cat(table.version(), descriptors);
  }

  /** CA descriptors, in order. */
  public List<CaDescriptor> caDescriptors() {
    return CaDescriptor.among(descriptors);
  }

  /**
   * This table in its next version, with {@code ca} first and in place of any other descriptor of
   * the same CA system.
   */
  public Cat withCa(CaDescriptor ca) {
    List<Descriptor> all = new ArrayList<>();
    all.add(ca.toDescriptor());
    all.addAll(withoutCa(ca.caSystemId()).descriptors);
    return new Cat(TablePart.nextVersion(version), all);
  }

  /** This table in its next version, without descriptors of this CA system. */
  public Cat withoutCa(int caSystemId) {
    return new Cat(
        TablePart.nextVersion(version),
        descriptors.stream().filter(d -> !CaDescriptor.isOf(d, caSystemId)).toList());
  }

  /** As many sections as the descriptors need. */
  public List<Section> toSections() {
    List<byte[]> bodies =
        TableSections.split(
            descriptors,
            descriptor -> new ByteSink().descriptors(List.of(descriptor)).toByteArray(),
            TableSections.MAX_BODY);
    return TableSections.build(
        bodies, RESERVED_EXTENSION, version, (part, body) -> Section.psi(TABLE_ID, part, body));
  }
}
