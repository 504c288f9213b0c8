package io.caskade.faces.console.commands.journal;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.journal.JournalLines;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Times;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.completion.NetworkNames;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:journal-find}. */
@Service
@Command(
    scope = "cas",
    name = "journal-find",
    description = "Finds rows of the journal, newest first")
public final class JournalFind extends JournalCommand {
  @Option(name = "-n", aliases = "--network", description = "Operator network")
  @Completion(NetworkNames.class)
  String network = "";

  @Option(name = "-f", aliases = "--from", description = "Not before; date or time, in UTC")
  String from = "";

  @Option(name = "-t", aliases = "--to", description = "Before; date or time, in UTC")
  String to = "";

  @Option(name = "-u", aliases = "--user", description = "Who did it")
  String user = "";

  @Option(name = "-o", aliases = "--operation", description = "What was done, as SUSPEND")
  String operation = "";

  @Option(name = "-g", aliases = "--target", description = "As card:2100000000, or card: for all")
  String target = "";

  @Option(name = "-b", aliases = "--before", description = "Numbers below this")
  long before = Long.MAX_VALUE;

  @Option(name = "-l", aliases = "--limit", description = "Rows at most, up to 1000")
  int limit = 50;

  @Override
  protected void run(Output output) {
    var query =
        new JournalQuery(
            Words.given(network).map(NetworkId::new),
            Times.given(from, ZoneOffset.UTC),
            Times.given(to, ZoneOffset.UTC),
            Words.given(user),
            Words.given(operation),
            Words.given(target),
            before == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(before),
            limit);
    for (JournalRow row : journal().find(caller(), query)) {
      output.stream().println(output.json() ? JournalLines.json(row) : line(row));
    }
  }
}
