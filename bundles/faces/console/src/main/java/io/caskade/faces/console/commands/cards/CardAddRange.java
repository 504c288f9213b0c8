package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Words;
import io.caskade.faces.console.commands.jobs.StartedJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** {@code cas:card-add-range}. */
@Service
@Command(
    scope = "cas",
    name = "card-add-range",
    description = "Adds cards with consecutive serials as a job, each with a new key")
public final class CardAddRange extends CardCommand {
  @Argument(index = 0, name = "first", required = true, description = "First serial")
  String first = "";

  @Argument(index = 1, name = "count", required = true, description = "How many")
  int count;

  @Option(name = "-w", aliases = "--window", multiValued = true, description = "MASK:START:FINISH")
  List<String> windows = new ArrayList<>();

  @Option(name = "-s", aliases = "--status", description = "stock, active or suspended")
  @Completion(
      value = StringsCompleter.class,
      values = {"stock", "active", "suspended"})
  String status = "stock";

  @Option(name = "-r", aliases = "--region", description = "Region; none means everywhere")
  String region = "";

  @Option(name = "-p", aliases = "--paired", description = "They open only in the remembered host")
  boolean paired;

  @Option(name = "--watch", description = "Shows the progress until it is done")
  boolean watch;

  @Reference(optional = true)
  @Nullable JobManagement jobs;

  @Override
  protected void run(Output output) throws InterruptedException {
    var sold =
        new Sold(
            windows.stream().map(w -> Windows.read(w, zone())).toList(),
            paired,
            Optional.empty(),
            true);
    var work =
        new BulkWork.AddRange(
            network(),
            CardSerial.parse(first),
            count,
            Words.read(CardStatus.class, "status", status),
            region,
            sold);
    new StartedJob(need(jobs, JobManagement.class), caller(), output, zone()).start(work, watch);
  }
}
