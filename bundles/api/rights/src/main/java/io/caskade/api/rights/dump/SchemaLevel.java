package io.caskade.api.rights.dump;

import java.util.List;

/**
 * How far the schema of a database is: what was changed in it, in order.
 *
 * @param changesets their ids, the same on every kind of database
 */
public record SchemaLevel(List<String> changesets) {
  public SchemaLevel {
    changesets = List.copyOf(changesets);
  }

  /** The newest changeset; empty when there is none. */
  public String newest() {
    return changesets.isEmpty() ? "" : changesets.get(changesets.size() - 1);
  }
}
