package io.caskade.store.jpa.records;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.StoredRecord;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import javax.persistence.Column;
import javax.persistence.Embeddable;
import javax.persistence.EmbeddedId;
import javax.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/**
 * A record as a row. The store counts the version itself, under a lock of the row.
 *
 * @param <R> the record of the api
 */
@MappedSuperclass
abstract class RecordEntity<R extends StoredRecord> {
  @EmbeddedId private Key key;

  @Column(name = "version")
  private long version;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init")
  protected RecordEntity() {}

  /**
   * Takes over a new state.
   *
   * @param before the present state, null for a new row
   */
  final void become(@Nullable R before, R after) {
    if (before == null) {
      key = new Key(after.network(), after.id());
    }
    version = after.version();
    take(before, after);
  }

  /** Takes over all but network, id and version. */
  abstract void take(@Nullable R before, R after);

  abstract R toRecord();

  /** What the record is found by, as it stands in its columns. */
  List<String> words() {
    return List.of();
  }

  List<String> tags() {
    return List.of();
  }

  final NetworkId network() {
    return new NetworkId(key.network);
  }

  final String id() {
    return key.id;
  }

  final long version() {
    return version;
  }

  /** Network and id. */
  @Embeddable
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "network_id")
    private String network;

    @Column(name = "id")
    private String id;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected Key() {}

    Key(NetworkId network, String id) {
      this.network = network.value();
      this.id = id;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && that.network.equals(network) && that.id.equals(id);
    }

    @Override
    public int hashCode() {
      return Objects.hash(network, id);
    }
  }
}
