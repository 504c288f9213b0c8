package io.caskade.store.jpa.records;

import io.caskade.api.base.Octets;
import javax.persistence.Column;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Lob;
import javax.persistence.Table;

/** What a job is to do; apart from its progress, which is written a thousand times as often. */
@Entity(name = "JobPayload")
@Table(name = "job_payload")
class JobPayloadEntity {
  @EmbeddedId private RecordEntity.Key key;

  @Lob
  @Column(name = "payload")
  private byte[] payload;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected JobPayloadEntity() {}

  JobPayloadEntity(RecordEntity.Key key, Octets payload) {
    this.key = key;
    this.payload = payload.toByteArray();
  }

  void change(Octets next) {
    payload = next.toByteArray();
  }

  Octets octets() {
    return Octets.of(payload);
  }

  RecordEntity.Key key() {
    return key;
  }
}
