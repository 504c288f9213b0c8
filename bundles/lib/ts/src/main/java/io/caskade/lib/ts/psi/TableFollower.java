package io.caskade.lib.ts.psi;

import io.caskade.lib.ts.section.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link TableCollector} for those who look for faults: it answers also when the content changed
 * and the version did not. Keeps at most 256 sections. Not synchronised.
 */
public final class TableFollower {
  private final int tableId;
  private final Map<Integer, Section> seen = new HashMap<>();
  private TableCollector collector;

  /**
   * @param tableId 0..255; sections of other tables are ignored
   */
  public TableFollower(int tableId) {
    this.tableId = tableId;
    this.collector = new TableCollector(tableId);
  }

  /** Whether this section belongs to the table that holds now. */
  public boolean concerns(Section section) {
    return section.tableId() == tableId && section.isLong() && section.part().current();
  }

  /** Takes a section; the answer is the table in order, when it is another one than before. */
  public Optional<List<Section>> accept(Section section) {
    if (!concerns(section)) {
      return Optional.empty();
    }
    Section before = seen.put(section.part().number(), section);
    if (before != null && !before.equals(section)) {
      seen.clear();
      seen.put(section.part().number(), section);
      collector = new TableCollector(tableId);
    }
    return collector.accept(section);
  }
}
