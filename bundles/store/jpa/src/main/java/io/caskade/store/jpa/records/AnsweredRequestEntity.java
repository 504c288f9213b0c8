package io.caskade.store.jpa.records;

import io.caskade.api.base.Octets;
import io.caskade.api.rights.jobs.AnsweredRequest;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An answered request as a row. */
@Entity(name = "AnsweredRequest")
@Table(name = "answered_request")
class AnsweredRequestEntity extends RecordEntity<AnsweredRequest> {
  @Column(name = "request_hash")
  private byte[] requestHash;

  @Column(name = "status")
  private int status;

  @Column(name = "entity_tag")
  private String entityTag;

  @Column(name = "location")
  private String location;

  @Lob
  @Column(name = "body")
  private byte[] body;

  @Column(name = "created_at")
  private long createdAt;

  /** For JPA, and for a new row. */
  @SuppressWarnings("NullAway.Init")
  protected AnsweredRequestEntity() {}

  @Override
  void take(@Nullable AnsweredRequest before, AnsweredRequest after) {
    requestHash = after.requestHash().toByteArray();
    status = after.status();
    entityTag = Columns.text("entityTag", after.entityTag(), 190);
    location = Columns.text("location", after.location(), 1000);
    body = after.body().toByteArray();
    createdAt = after.createdAt().toEpochMilli();
  }

  @Override
  AnsweredRequest toRecord() {
    return new AnsweredRequest(
        network(),
        id(),
        version(),
        Octets.of(requestHash),
        status,
        entityTag,
        location,
        Octets.of(body),
        Instant.ofEpochMilli(createdAt));
  }
}
