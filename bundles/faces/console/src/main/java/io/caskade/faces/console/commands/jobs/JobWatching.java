package io.caskade.faces.console.commands.jobs;

import io.caskade.api.rights.jobs.Job;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Pause;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:job-watch}. */
@Service
@Command(
    scope = "cas",
    name = "job-watch",
    description = "Shows the progress of a job until it has ended")
public final class JobWatching extends OneJobCommand {
  @Override
  protected void run(Output output) throws InterruptedException {
    Job shown = jobs().show(caller(), network(), job);
    Job ended = new JobWatch(jobs(), caller(), Pause.REAL).untilEnded(output, shown);
    show(output, List.of(ended));
  }
}
