package io.caskade.faces.console.commands.reports;

import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportKind;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.api.rights.reports.Reports;
import io.caskade.faces.console.commands.NetworkCommand;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import io.caskade.faces.console.commands.Times;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.completion.ReportNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.jspecify.annotations.Nullable;

/** {@code cas:report}. */
@Service
@Command(
    scope = "cas",
    name = "report",
    description = "Makes a report: who is active, what was activated, how old cards are, and more")
public final class ReportShow extends NetworkCommand {
  @Argument(name = "kind", required = true, description = "Kind of the report")
  @Completion(ReportNames.class)
  String kind = "";

  @Option(name = "-a", aliases = "--at", description = "As it was then; end of a period")
  String at = "";

  @Option(name = "-f", aliases = "--from", description = "Begin of a period")
  String from = "";

  @Option(name = "-s", aliases = "--subject", description = "Serial or subscriber")
  String subject = "";

  @Option(name = "--file", description = "Billing file for a reconciliation")
  @Completion(FileCompleter.class)
  String file = "";

  @Option(name = "--csv", description = "CSV instead of a table")
  boolean csv;

  @Reference(optional = true)
  @Nullable Reports reports;

  @Override
  protected void run(Output output) throws IOException {
    var request =
        new ReportRequest(
            Words.read(ReportKind.class, "kind", kind),
            network(),
            Times.given(at, zone()).orElseGet(Instant::now),
            Times.given(from, zone()),
            Words.given(subject),
            file.isEmpty() ? Optional.empty() : Optional.of(Files.readString(Path.of(file))));
    Report report = need(reports, Reports.class).run(caller(), request);
    if (csv) {
      Csv.print(output.stream(), report);
      return;
    }
    Table table = output.table(report.columns().toArray(String[]::new));
    report.rows().forEach(row -> table.row(row.toArray()));
    table.print();
  }
}
