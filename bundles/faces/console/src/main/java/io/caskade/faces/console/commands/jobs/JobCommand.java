package io.caskade.faces.console.commands.jobs;

import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.faces.console.commands.NetworkCommand;
import io.caskade.faces.console.commands.Output;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.jspecify.annotations.Nullable;

/** What the commands about jobs share. */
abstract class JobCommand extends NetworkCommand {
  @Reference(optional = true)
  @Nullable JobManagement management;

  final JobManagement jobs() {
    return need(management, JobManagement.class);
  }

  final void show(Output output, List<Job> jobs) {
    JobTable.print(output, zone(), jobs);
  }
}
