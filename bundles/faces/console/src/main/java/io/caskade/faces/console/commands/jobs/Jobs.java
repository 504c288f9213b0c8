package io.caskade.faces.console.commands.jobs;

import io.caskade.faces.console.commands.Output;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:jobs}. */
@Service
@Command(scope = "cas", name = "jobs", description = "Lists bulk jobs, the latest first")
public final class Jobs extends JobCommand {
  @Option(name = "-l", aliases = "--limit", description = "Rows at most")
  int limit = 20;

  @Override
  protected void run(Output output) {
    show(output, jobs().list(caller(), network(), limit));
  }
}
