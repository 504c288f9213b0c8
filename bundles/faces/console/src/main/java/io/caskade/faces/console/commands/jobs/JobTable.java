package io.caskade.faces.console.commands.jobs;

import io.caskade.api.rights.jobs.Job;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Table;
import java.time.ZoneId;
import java.util.List;

/** Jobs as a table. */
public final class JobTable {
  private JobTable() {}

  public static void print(Output output, ZoneId zone, List<Job> jobs) {
    Table table =
        output
            .table(
                "job",
                "work",
                "state",
                "total",
                "done",
                "refused",
                "started-by",
                "created",
                "changed")
            .in(zone);
    for (Job job : jobs) {
      table.row(
          job.id(),
          job.work(),
          job.state(),
          job.total(),
          job.done(),
          job.failed(),
          job.startedBy().name(),
          job.createdAt(),
          job.changedAt());
    }
    table.print();
  }
}
