package io.caskade.faces.console.commands.completion;

import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Ids of the latest jobs. */
@Service
public final class JobIds implements Completer {
  @Reference(optional = true)
  @Nullable JobManagement jobs;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    var names = new StringsCompleter();
    JobManagement known = jobs;
    if (known != null) {
      names
          .getStrings()
          .addAll(
              Known.names(
                  caller ->
                      known.list(caller, Known.network(line), 20).stream().map(Job::id).toList()));
    }
    return names.complete(session, line, candidates);
  }
}
