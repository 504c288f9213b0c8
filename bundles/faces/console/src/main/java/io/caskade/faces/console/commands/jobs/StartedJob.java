package io.caskade.faces.console.commands.jobs;

import io.caskade.api.rights.Caller;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Pause;
import io.caskade.faces.console.commands.Table;
import java.time.ZoneId;
import java.util.List;

/** A job that a command starts. */
public record StartedJob(JobManagement jobs, Caller caller, Output output, ZoneId zone) {
  /** Starts it and shows it, at once or when it has ended. */
  public void start(BulkWork work, boolean watch) throws InterruptedException {
    Job job = jobs.start(caller, work);
    if (watch) {
      job = new JobWatch(jobs, caller, Pause.REAL).untilEnded(output, job);
    }
    JobTable.print(output, zone, List.of(job));
    if (!watch) {
      output.say("job.started", job.id());
    }
  }

  /** Shows what it would do. */
  public void preview(BulkWork work) {
    JobManagement.Preview preview = jobs.preview(caller, work);
    Table table = output.table("serial", "what", "before", "after");
    preview
        .lines()
        .forEach(line -> table.row(line.serial(), line.what(), line.before(), line.after()));
    table.print();
    output.say(
        "job.preview",
        Integer.toString(preview.selected()),
        Integer.toString(preview.changed()),
        Integer.toString(preview.unchanged()),
        Integer.toString(preview.refused()));
  }
}
