package io.caskade.faces.console.commands.journal;

import io.caskade.api.rights.journal.JournalLines;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.OwnerOnly;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** {@code cas:journal-export}. */
@Service
@Command(
    scope = "cas",
    name = "journal-export",
    description = "Writes rows of the journal to a new file, as JSON Lines")
public final class JournalExport extends JournalCommand {
  @Argument(name = "file", required = true, description = "A file that does not exist yet")
  @Completion(FileCompleter.class)
  String file = "";

  @Option(name = "--from", description = "First number")
  long from = 1;

  @Option(name = "--to", description = "Last number")
  long to = Long.MAX_VALUE;

  @Override
  protected void run(Output output) throws IOException {
    Path path = OwnerOnly.create(Path.of(file));
    var rows = new AtomicLong();
    try (var lines = new PrintWriter(Files.newBufferedWriter(path))) {
      journal()
          .export(
              caller(),
              from,
              to,
              row -> {
                lines.print(JournalLines.json(row) + "\n");
                rows.incrementAndGet();
              });
      if (lines.checkError()) {
        throw new IOException(file);
      }
    }
    output.say("journal.exported", rows.toString(), file);
  }
}
