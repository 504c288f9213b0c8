package io.caskade.lib.ts.psi;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.TablePart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The sections of one table, checked to belong together; and the way back. */
final class TableSections {
  /** Bytes between the long header and the CRC of a section of 1,024 bytes. */
  static final int MAX_BODY = Section.MAX_PSI_SIZE - 12;

  private final String name;
  private final List<Section> sections;

  private TableSections(String name, List<Section> sections) {
    this.name = name;
    this.sections = sections;
  }

  static TableSections of(String name, int tableId, List<Section> sections)
      throws TsFormatException {
    if (sections.isEmpty()) {
      throw new TsFormatException("No section of the " + name + " is there", 0);
    }
    for (Section section : sections) {
      if (section.tableId() != tableId || !section.isLong()) {
        throw new TsFormatException(
            String.format(
                "%s expected, but at byte 0 stands table 0x%02X%s",
                name, section.tableId(), section.isLong() ? "" : " without long header"),
            0);
      }
    }
    return new TableSections(name, sections);
  }

  int extension() {
    return sections.get(0).part().extension();
  }

  int version() {
    return sections.get(0).part().version();
  }

  List<ByteCursor> bodies() {
    return sections.stream().map(section -> new ByteCursor(name, section.body())).toList();
  }

  /** Spreads items over bodies of at most {@code room} bytes; at least one body, be it empty. */
  static <T> List<byte[]> split(List<T> items, Function<T, byte[]> encoding, int room) {
    List<byte[]> bodies = new ArrayList<>();
    ByteSink body = new ByteSink();
    for (T item : items) {
      byte[] encoded = encoding.apply(item);
      if (body.size() > 0 && body.size() + encoded.length > room) {
        bodies.add(body.toByteArray());
        body = new ByteSink();
      }
      body.bytes(encoded);
    }
    bodies.add(body.toByteArray());
    return bodies;
  }

  /** Numbers the bodies as sections of one table. */
  static List<Section> build(List<byte[]> bodies, int extension, int version, SectionForm form) {
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      TablePart part = new TablePart(extension, version, true, i, bodies.size() - 1);
      sections.add(form.section(part, bodies.get(i)));
    }
    return List.copyOf(sections);
  }

  /** How a body becomes a section of the table. */
  interface SectionForm {
    Section section(TablePart part, byte[] body);
  }
}
