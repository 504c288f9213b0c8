package io.caskade.faces.console.commands.jobs;

import io.caskade.faces.console.commands.Output;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:job-resume}. */
@Service
@Command(
    scope = "cas",
    name = "job-resume",
    description = "Goes on with a job that failed or was cancelled")
public final class JobResume extends OneJobCommand {
  @Override
  protected void run(Output output) {
    show(output, List.of(jobs().resume(caller(), network(), job)));
  }
}
