package io.caskade.store.jpa.journal;

import java.util.UUID;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of the journal as it is written; never changed afterwards. */
@Entity(name = "Change")
@Table(name = "journal_change")
class ChangeEntity {
  @Id
  @Column(name = "id", columnDefinition = "binary(16)")
  private UUID id;

  @Column(name = "tx")
  private long tx;

  @Column(name = "tx_row")
  private int row;

  @Column(name = "made_at")
  private long madeAt;

  @Column(name = "actor")
  private String actor;

  @Column(name = "source")
  private String source;

  @Column(name = "operation")
  private String operation;

  @Column(name = "urgency")
  private String urgency;

  @Column(name = "network_id")
  private String network;

  @Column(name = "serial")
  private @Nullable Long serial;

  @Column(name = "target")
  private String target;

  @Column(name = "result")
  private String result;

  @Column(name = "state_before")
  private @Nullable String before;

  @Column(name = "state_after")
  private @Nullable String after;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected ChangeEntity() {}

  ChangeEntity(long tx, int row, JournalEntry entry) {
    this.tx = tx;
    this.row = row;
    id = entry.id();
    madeAt = entry.at().toEpochMilli();
    actor = cut(entry.actor().name());
    source = cut(entry.actor().source());
    operation = entry.operation();
    urgency = entry.urgency().name();
    network = entry.network().value();
    serial = entry.serial() == null ? null : entry.serial().value();
    target = entry.target();
    result = entry.result();
    before = entry.before();
    after = entry.after();
  }

  /** Names longer than the column are cut: a change is not refused for a long account name. */
  private static String cut(String text) {
    return text.length() <= 190 ? text : text.substring(0, 190);
  }
}
