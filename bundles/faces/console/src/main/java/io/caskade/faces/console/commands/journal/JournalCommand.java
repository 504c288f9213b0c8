package io.caskade.faces.console.commands.journal;

import io.caskade.api.rights.journal.JournalManagement;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.faces.console.commands.ShowingCommand;
import java.time.temporal.ChronoUnit;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about the journal share. JSON is one row a line, as in an export. */
abstract class JournalCommand extends ShowingCommand {
  @Reference(optional = true)
  @Nullable JournalManagement management;

  final JournalManagement journal() {
    return need(management, JournalManagement.class);
  }

  /** One row in one line of text. */
  static String line(JournalRow row) {
    return String.join(
        "  ",
        row.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        Long.toString(row.seq()),
        row.actor().name() + "@" + row.actor().source(),
        row.operation(),
        row.network() + "/" + row.target(),
        row.result());
  }
}
