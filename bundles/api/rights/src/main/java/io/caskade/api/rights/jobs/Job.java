package io.caskade.api.rights.jobs;

import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.StoredRecord;
import java.time.Instant;
import java.util.List;

/**
 * A bulk job. It is cut into chunks; each chunk is one transaction together with {@code done}, so
 * that a job goes on where it stopped, also after a power cut.
 *
 * @param id UUID text
 * @param work what is to be done, as {@link BulkWork#name()} names it
 * @param total rows to be done
 * @param done rows that are durable
 * @param failed rows among them that were refused; each has a line in {@code report}
 * @param report up to 1,000 lines {@code serial: reason}
 * @param payload the work in a form of management's own
 */
public record Job(
    NetworkId network,
    String id,
    long version,
    String work,
    JobState state,
    int total,
    int done,
    int failed,
    List<String> report,
    Octets payload,
    Actor startedBy,
    Instant createdAt,
    Instant changedAt)
    implements StoredRecord {
  public Job {
    report = List.copyOf(report);
  }

  @Override
  public RecordKind kind() {
    return RecordKind.JOB;
  }
}
