package io.caskade.store.jpa.records;

import io.caskade.api.rights.access.Approval;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A voice as a row. */
@Entity(name = "Approval")
@Table(name = "approval")
class ApprovalEntity extends RecordEntity<Approval> {
  @Column(name = "asked_by")
  private String askedBy;

  @Column(name = "reason")
  private String reason;

  @Column(name = "asked_at")
  private long askedAt;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected ApprovalEntity() {}

  @Override
  void take(@Nullable Approval before, Approval after) {
    askedBy = Columns.text("askedBy", after.askedBy(), 190);
    reason = Columns.text("reason", after.reason(), 190);
    askedAt = after.askedAt().toEpochMilli();
  }

  @Override
  Approval toRecord() {
    return new Approval(network(), id(), version(), askedBy, reason, Instant.ofEpochMilli(askedAt));
  }
}
