package io.caskade.faces.console.commands.jobs;

import io.caskade.faces.console.commands.completion.JobIds;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;

/** A command about one job. */
abstract class OneJobCommand extends JobCommand {
  @Argument(name = "job", required = true, description = "Id, as cas:jobs shows it")
  @Completion(JobIds.class)
  String job = "";
}
