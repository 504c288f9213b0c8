package io.caskade.store.jpa.records;

import java.io.Serializable;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import javax.persistence.EmbeddedId;
import javax.persistence.Entity;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A word that a record is found by. */
@Entity(name = "Word")
@Table(name = "record_word")
class WordEntity {
  @EmbeddedId private Key key;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected WordEntity() {}

  WordEntity(RecordName name, Word word) {
    key = new Key();
    key.network = name.network().value();
    key.kind = name.kind().name();
    key.field = word.field();
    key.text = word.text();
    key.id = name.id();
  }

  /** The whole row. */
  @Embeddable
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "network_id")
    private String network;

    @Column(name = "kind")
    private String kind;

    @Column(name = "field")
    private String field;

    @Column(name = "word")
    private String text;

    @Column(name = "id")
    private String id;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Key() {}

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && that.network.equals(network)
          && that.kind.equals(kind)
          && that.field.equals(field)
          && that.text.equals(text)
          && that.id.equals(id);
    }

    @Override
    public int hashCode() {
      return Objects.hash(network, kind, field, text, id);
    }
  }
}
