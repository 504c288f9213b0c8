package io.caskade.faces.console.commands.jobs;

import io.caskade.api.rights.Caller;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.api.rights.jobs.JobState;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Pause;
import io.caskade.faces.console.commands.Texts;
import java.time.Duration;

/** Shows how a job goes on, until it has ended. */
public record JobWatch(JobManagement jobs, Caller caller, Pause pause) {
  private static final Duration STEP = Duration.ofMillis(500);
  private static final int WIDTH = 30;

  /**
   * Draws a bar in one line of the terminal.
   *
   * @return the job as it ended
   */
  public Job untilEnded(Output output, Job started) throws InterruptedException {
    Job job = started;
    while (job.state() == JobState.WAITING || job.state() == JobState.RUNNING) {
      draw(output, job, "");
      pause.pause(STEP);
      job = jobs.show(caller, job.network(), job.id());
    }
    draw(output, job, "\n");
    return job;
  }

  private static void draw(Output output, Job job, String end) {
    if (!output.json()) {
      output.stream().print("\r" + bar(output.texts(), job) + end);
      output.stream().flush();
    }
  }

  /** {@code [###...] 10 % 1/10 running}. */
  static String bar(Texts texts, Job job) {
    long share = job.total() == 0 ? 100 : 100L * job.done() / job.total();
    int full = (int) (share * WIDTH / 100);
    return "["
        + "#".repeat(full)
        + ".".repeat(WIDTH - full)
        + "] "
        + share
        + " % "
        + job.done()
        + "/"
        + job.total()
        + " "
        + texts.word(job.state());
  }
}
