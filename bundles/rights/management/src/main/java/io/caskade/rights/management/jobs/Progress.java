package io.caskade.rights.management.jobs;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The next row of a job. */
final class Progress {
  /** Lines of a report. */
  static final int REPORT = 1_000;

  private Progress() {}

  static boolean over(Job job) {
    return !JobRounds.OPEN.contains(job.state());
  }

  static Job turned(Job job, JobState state, Instant now) {
    return next(
        job, state, job.total(), job.done(), job.failed(), job.report(), job.payload(), now);
  }

  static Job frozen(Job job, int total, Octets payload, Instant now) {
    JobState state = total == job.done() ? JobState.DONE : JobState.RUNNING;
    return next(job, state, total, job.done(), job.failed(), job.report(), payload, now);
  }

  /** Some rows further; done when these were the last. */
  static Job advanced(Job job, int rows, List<String> refusals, Instant now) {
    int done = job.done() + rows;
    JobState state = done >= job.total() ? JobState.DONE : JobState.RUNNING;
    int failed = job.failed() + refusals.size();
    List<String> report = reported(job, refusals);
    return next(job, state, job.total(), done, failed, report, job.payload(), now);
  }

  static Job failed(Job job, String reason, Instant now) {
    List<String> report = reported(job, List.of("job: " + reason));
    return next(
        job, JobState.FAILED, job.total(), job.done(), job.failed(), report, job.payload(), now);
  }

  /** Without its payload, which is nobody's business and may be large. */
  static Job shown(Job job) {
    return new Job(
        job.network(),
        job.id(),
        job.version(),
        job.work(),
        job.state(),
        job.total(),
        job.done(),
        job.failed(),
        job.report(),
        Octets.empty(),
        job.startedBy(),
        job.createdAt(),
        job.changedAt());
  }

  private static List<String> reported(Job job, List<String> lines) {
    if (lines.isEmpty() || job.report().size() >= REPORT) {
      return job.report();
    }
    var report = new ArrayList<>(job.report());
    lines.stream().limit(REPORT - report.size()).forEach(report::add);
    return report;
  }

  private static Job next(
      Job job,
      JobState state,
      int total,
      int done,
      int failed,
      List<String> report,
      Octets payload,
      Instant now) {
    return new Job(
        job.network(),
        job.id(),
        job.version() + 1,
        job.work(),
        state,
        total,
        done,
        failed,
        report,
        payload,
        job.startedBy(),
        job.createdAt(),
        now);
  }
}
