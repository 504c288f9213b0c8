package io.caskade.faces.rest.shapes;

import io.caskade.api.rights.jobs.Job;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A bulk job.
 *
 * @param report lines {@code serial: reason} of what was refused
 */
@Schema(name = "Job")
public record JobShape(
    String network,
    String id,
    long version,
    @Schema(example = "extend") String work,
    @Schema(example = "running") String state,
    int total,
    int done,
    int failed,
    List<String> report,
    String startedBy,
    Instant createdAt,
    Instant changedAt) {
  public static JobShape of(Job job) {
    return new JobShape(
        job.network().value(),
        job.id(),
        job.version(),
        job.work(),
        Words.of(job.state()),
        job.total(),
        job.done(),
        job.failed(),
        job.report(),
        job.startedBy().name(),
        job.createdAt(),
        job.changedAt());
  }
}
