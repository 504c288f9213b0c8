package io.caskade.store.jpa.rights;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.Urgency;
import io.caskade.store.jpa.journal.Journal;
import io.caskade.store.jpa.journal.JournalEntry;
import io.caskade.store.jpa.work.UnitOfWork;
import io.caskade.store.jpa.work.WorkConflict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

/** Operator networks: the state and its journal in one transaction. */
public final class NetworkStore {
  /** Attempts when somebody else adds networks at the same time. */
  private static final int TRIES = 5;

  private final UnitOfWork work;
  private final Journal journal;

  public NetworkStore(UnitOfWork work, Journal journal) {
    this.work = work;
    this.journal = journal;
  }

  /** Ordered by id. */
  public List<Network> networks() {
    return work.run(
        entities ->
            entities
                .createQuery("select n from Network n order by n.id", NetworkEntity.class)
                .getResultStream()
                .map(NetworkEntity::toNetwork)
                .toList());
  }

  /**
   * @throws CaskadeException NETWORK_EXISTS, CA_SYSTEM_ID_TAKEN, NETWORK_UNKNOWN, STORAGE_FULL,
   *     DATABASE_UNAVAILABLE
   */
  public void apply(NetworkChange change) {
    for (int tries = 1; ; tries++) {
      try {
        work.execute(entities -> write(entities, change));
        return;
      } catch (WorkConflict conflict) {
        if (examine(change, tries >= TRIES)) {
          return;
        }
      }
    }
  }

  private void write(EntityManager entities, NetworkChange change) {
    Network after = change.after();
    String before = null;
    if (change.operation().equals("ADD") && after != null) {
      entities.persist(new NetworkEntity(after));
    } else {
      NetworkEntity row =
          entities.find(
              NetworkEntity.class, change.network().value(), LockModeType.PESSIMISTIC_WRITE);
      if (row == null) {
        throw new WorkConflict("network " + change.network());
      }
      before = StateText.of(row.toNetwork());
      if (after != null) {
        row.change(after);
      }
    }
    Journal.Writing writing = journal.begin(entities);
    writing.add(entry(change, before));
    writing.end();
  }

  private static JournalEntry entry(NetworkChange change, @Nullable String before) {
    return new JournalEntry(
        change.id(),
        change.at(),
        change.actor(),
        change.operation(),
        Urgency.SINGLE,
        change.network(),
        null,
        before,
        change.after() == null ? null : StateText.of(change.after()));
  }

  /** True when the change is in the journal already; otherwise it is to be tried again. */
  private boolean examine(NetworkChange change, boolean last) {
    return work.run(
        entities -> {
          if (!journal.stored(entities, Set.of(change.id())).isEmpty()) {
            return true;
          }
          boolean known = entities.find(NetworkEntity.class, change.network().value()) != null;
          if (!change.operation().equals("ADD")) {
            if (!known || last) {
              throw new CaskadeException(ErrorCode.NETWORK_UNKNOWN, change.network());
            }
            return false;
          }
          if (known || last) {
            throw new CaskadeException(ErrorCode.NETWORK_EXISTS, change.network());
          }
          Optional.ofNullable(change.after()).ifPresent(after -> requireFree(entities, after));
          return false;
        });
  }

  private static void requireFree(EntityManager entities, Network network) {
    entities
        .createQuery("select n from Network n where n.caSystemId = :id", NetworkEntity.class)
        .setParameter("id", network.caSystemId())
        .getResultStream()
        .findFirst()
        .ifPresent(
            owner -> {
              throw new CaskadeException(
                  ErrorCode.CA_SYSTEM_ID_TAKEN,
                  "%04X".formatted(network.caSystemId()),
                  owner.toNetwork().id());
            });
  }
}
