package io.caskade.faces.console.commands.journal;

import io.caskade.api.rights.journal.JournalLines;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Pause;
import java.time.Duration;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:journal-tail}. */
@Service
@Command(
    scope = "cas",
    name = "journal-tail",
    description = "Shows the newest rows of the journal and follows it until Ctrl-C")
public final class JournalTailing extends JournalCommand {
  @Option(name = "-l", aliases = "--lines", description = "Rows to begin with")
  int lines = 10;

  @Option(name = "--once", description = "Does not follow")
  boolean once;

  @Override
  protected void run(Output output) throws InterruptedException {
    var tail =
        new JournalTail(
            journal(),
            caller(),
            row -> {
              output.stream().println(output.json() ? JournalLines.json(row) : line(row));
              output.stream().flush();
            });
    long seen = tail.begin(lines);
    while (!once) {
      Pause.REAL.pause(Duration.ofSeconds(1));
      seen = tail.on(seen);
    }
  }
}
