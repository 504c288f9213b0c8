package io.caskade.faces.console.commands.journal;

import io.caskade.api.rights.Caller;
import io.caskade.api.rights.journal.JournalManagement;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Follows the journal: prints what is sealed, oldest first, and looks again. */
record JournalTail(JournalManagement journal, Caller caller, Consumer<JournalRow> printer) {
  private static final int MOST = 1_000;

  /**
   * Prints the last rows.
   *
   * @return the number of the newest row, from which it goes on
   */
  long begin(int rows) {
    return print(page(OptionalLong.empty(), rows), 0);
  }

  /** Prints what came behind a number, however much it is, and returns the newest number. */
  long on(long seen) {
    var fresh = new ArrayList<JournalRow>();
    OptionalLong before = OptionalLong.empty();
    boolean more = true;
    while (more) {
      List<JournalRow> page = page(before, MOST);
      page.stream().filter(row -> row.seq() > seen).forEach(fresh::add);
      more = page.size() == MOST && page.get(MOST - 1).seq() > seen + 1;
      if (more) {
        before = OptionalLong.of(page.get(MOST - 1).seq());
      }
    }
    return print(fresh, seen);
  }

  private List<JournalRow> page(OptionalLong before, int limit) {
    return journal
        .find(
            caller,
            new JournalQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                before,
                limit))
        .stream()
        .filter(row -> row.seq() > 0)
        .toList();
  }

  private long print(List<JournalRow> newestFirst, long seen) {
    long newest = seen;
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      printer.accept(newestFirst.get(i));
      newest = Math.max(newest, newestFirst.get(i).seq());
    }
    return newest;
  }
}
