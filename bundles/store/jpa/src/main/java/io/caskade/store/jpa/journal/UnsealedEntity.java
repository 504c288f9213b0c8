package io.caskade.store.jpa.journal;

import io.caskade.api.rights.Urgency;
import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * One transaction whose changes wait for the sealer. The row becomes visible with the COMMIT of its
 * transaction, whatever its number, so nothing is skipped that commits late.
 */
@Entity(name = "Unsealed")
@Table(name = "journal_unsealed")
class UnsealedEntity {
  @EmbeddedId private Key key;

  @Column(name = "row_count")
  private int rowCount;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected UnsealedEntity() {}

  UnsealedEntity(Urgency urgency, long tx, int rowCount) {
    this.key = new Key(urgency.ordinal(), tx);
    this.rowCount = rowCount;
  }

  /** Single changes stand before bulk jobs. */
  @Embeddable
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "urgency")
    private int urgency;

    @Column(name = "tx")
    private long tx;

    /** For JPA. */
    protected Key() {}

    Key(int urgency, long tx) {
      this.urgency = urgency;
      this.tx = tx;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && that.urgency == urgency && that.tx == tx;
    }

    @Override
    public int hashCode() {
      return Objects.hash(urgency, tx);
    }
  }
}
