package io.caskade.lib.ts.psi;

import io.caskade.lib.ts.section.Section;
import io.caskade.lib.ts.section.TablePart;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits until all sections of a table's current version are there. Give it the sections of one
 * table id; it follows the newest version and answers each complete version once.
 *
 * <p>Not synchronised.
 */
public final class TableCollector {
  private final int tableId;
  private @Nullable Section[] parts = new Section[0];
  private @Nullable TablePart seen;
  private boolean answered;

  /**
   * @param tableId 0..255; sections of other tables are ignored
   */
  public TableCollector(int tableId) {
    this.tableId = tableId;
  }

  /** Takes a section; the answer is the table in order, when this section completed it. */
  public Optional<List<Section>> accept(Section section) {
    if (section.tableId() != tableId || !section.isLong()) {
      return Optional.empty();
    }
    TablePart part = section.part();
    if (!part.current() || part.number() > part.last()) {
      return Optional.empty();
    }
    if (!continuesTable(part)) {
      parts = new Section[part.last() + 1];
      answered = false;
    }
    seen = part;
    parts[part.number()] = section;
    if (answered || Arrays.stream(parts).anyMatch(Objects::isNull)) {
      return Optional.empty();
    }
    answered = true;
    return Optional.of(Arrays.stream(parts).map(Objects::requireNonNull).toList());
  }

  private boolean continuesTable(TablePart part) {
    return seen != null
        && seen.extension() == part.extension()
        && seen.version() == part.version()
        && seen.last() == part.last();
  }
}
