package io.caskade.store.jpa.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.caskade.api.rights.Actor;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobState;
import java.time.Instant;
import javax.persistence.CascadeType;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.FetchType;
import javax.persistence.JoinColumn;
import javax.persistence.Lob;
import javax.persistence.OneToOne;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A job as a row; its payload is written once and read when it is wanted. */
@Entity(name = "Job")
@Table(name = "job")
class JobEntity extends RecordEntity<Job> {
  @Column(name = "work")
  private String work;

  @Column(name = "state")
  private String state;

  @Column(name = "total_rows")
  private int total;

  @Column(name = "done_rows")
  private int done;

  @Column(name = "failed_rows")
  private int failed;

  @Lob
  @Column(name = "report")
  private byte[] report;

  @Column(name = "actor")
  private String actor;

  @Column(name = "source")
  private String source;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "changed_at")
  private long changedAt;

  @OneToOne(fetch = FetchType.LAZY, optional = false, cascade = CascadeType.PERSIST)
  @JoinColumn(
      name = "network_id",
      referencedColumnName = "network_id",
      insertable = false,
      updatable = false)
  @JoinColumn(name = "id", referencedColumnName = "id", insertable = false, updatable = false)
  private JobPayloadEntity payload;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected JobEntity() {}

  @Override
  void take(@Nullable Job before, Job after) {
    work = Columns.text("work", after.work(), 64);
    state = after.state().name();
    total = after.total();
    done = after.done();
    failed = after.failed();
    if (before == null || !before.report().equals(after.report())) {
      report = Columns.lines(after.report()).getBytes(UTF_8);
    }
    actor = Columns.text("startedBy", after.startedBy().name(), 190);
    source = Columns.text("startedBy", after.startedBy().source(), 190);
    createdAt = after.createdAt().toEpochMilli();
    changedAt = after.changedAt().toEpochMilli();
    if (before == null) {
      payload = new JobPayloadEntity(new Key(after.network(), after.id()), after.payload());
    } else if (!before.payload().equals(after.payload())) {
      payload.change(after.payload());
    }
  }

  @Override
  Job toRecord() {
    return new Job(
        network(),
        id(),
        version(),
        work,
        JobState.valueOf(state),
        total,
        done,
        failed,
        Columns.list(new String(report, UTF_8)),
        payload.octets(),
        new Actor(actor, source),
        Instant.ofEpochMilli(createdAt),
        Instant.ofEpochMilli(changedAt));
  }
}
