package io.caskade.faces.console.commands.jobs;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:job-cancel}. */
@Service
@Command(scope = "cas", name = "job-cancel", description = "Stops a job behind the chunk that runs")
public final class JobCancel extends OneJobCommand {
  @Override
  protected void run(Output output) {
    show(output, List.of(jobs().cancel(caller(), network(), job)));
  }
}
