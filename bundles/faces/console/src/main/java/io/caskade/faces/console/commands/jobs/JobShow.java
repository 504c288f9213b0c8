package io.caskade.faces.console.commands.jobs;

import io.caskade.api.rights.jobs.Job;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code cas:job-show}. */
@Service
@Command(scope = "cas", name = "job-show", description = "Shows a job and the rows that it refused")
public final class JobShow extends OneJobCommand {
  @Override
  protected void run(Output output) {
    Job shown = jobs().show(caller(), network(), job);
    Table refused = output.table("row");
    shown.report().forEach(refused::row);
    output
        .sheet()
        .in(zone())
        .put("job", shown.id())
        .put("work", shown.work())
        .put("state", shown.state())
        .put("total", shown.total())
        .put("done", shown.done())
        .put("refused", shown.failed())
        .put("started-by", shown.startedBy().name())
        .put("created", shown.createdAt())
        .put("changed", shown.changedAt())
        .table("report", refused)
        .print();
  }
}
