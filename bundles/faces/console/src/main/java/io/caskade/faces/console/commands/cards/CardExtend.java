package io.caskade.faces.console.commands.cards;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.BulkWork.CardSelection;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.completion.CardSerials;
import io.caskade.faces.console.commands.jobs.StartedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code cas:card-extend}. */
@Service
@Command(
    scope = "cas",
    name = "card-extend",
    description = "Moves the end of cards by days, as a job: given serials or a search")
public final class CardExtend extends CardSearchCommand {
  @Argument(index = 0, name = "days", required = true, description = "How many days")
  int days;

  @Argument(index = 1, name = "serials", multiValued = true, description = "None: by search")
  @Completion(CardSerials.class)
  List<String> serials = new ArrayList<>();

  @Option(name = "--all", description = "All cards of the network")
  boolean all;

  @Option(name = "--dry-run", description = "Shows what would change, and changes nothing")
  boolean dryRun;

  @Option(name = "--watch", description = "Shows the progress until it is done")
  boolean watch;

  @Reference(optional = true)
  @Nullable JobManagement jobs;

  @Override
  protected void run(Output output) throws InterruptedException {
    if (serials.isEmpty() && !searches() && !all) {
      throw new CaskadeException(ErrorCode.FIELD_INVALID, "serials", "none, no search, no --all");
    }
    CardSelection selection =
        serials.isEmpty()
            ? new CardSelection.Query(query(Instant.now(), Optional.empty(), 1_000))
            : new CardSelection.Serials(serials.stream().map(CardSerial::parse).toList());
    var work = new BulkWork.Extend(network(), selection, Duration.ofDays(days));
    var job = new StartedJob(need(jobs, JobManagement.class), caller(), output, zone());
    if (dryRun) {
      job.preview(work);
    } else {
      job.start(work, watch);
    }
  }
}
