package io.caskade.store.jpa.changes;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.StateChange;
import java.util.List;
import javax.persistence.EntityManager;

/** Writes the changes of one kind, in the transaction of the EntityManager that is given. */
public interface Writer<C extends StateChange> {
  Class<C> kind();

  /**
   * @throws IllegalArgumentException when the version after the change does not follow the one
   *     before it
   */
  void requireNextVersion(C change);

  /** Locks the rows that these changes begin from. */
  Locked<C> lock(EntityManager entities, List<C> changes);

  /** Reads what is, to find out why these changes were not written. */
  Present<C> present(EntityManager entities, KnownNetworks networks, List<C> changes);

  /** Rows that are locked until the transaction ends. */
  interface Locked<C> {
    /**
     * Writes the new state.
     *
     * @throws io.caskade.store.jpa.work.WorkConflict the row is not as the change expects it
     */
    Written write(C change);

    /** Called behind the last of these changes. */
    default void finish() {}
  }

  /** What is, followed by what the changes of a list would make of it, in their order. */
  interface Present<C> {
    /** True when the row is already as the change, which is not journalled, would make it. */
    default boolean shows(C change) {
      return false;
    }

    /**
     * @throws CaskadeException when the change cannot be made
     */
    void require(C change);
  }
}
