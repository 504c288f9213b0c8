package io.caskade.store.jpa.journal;

import io.caskade.api.rights.Urgency;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.persistence.EntityManager;

/** Writes changes into the journal, inside the transaction that writes the state. */
public final class Journal {
  private static final int IDS_PER_QUERY = 512;

  private final TransactionNumbers numbers;

  public Journal(TransactionNumbers numbers) {
    this.numbers = numbers;
  }

  /** Begins to write one transaction. */
  public Writing begin(EntityManager entities) {
    return new Writing(entities, numbers.next());
  }

  /** Those of the ids that are in the journal. */
  public Set<UUID> stored(EntityManager entities, Collection<UUID> ids) {
    var found = new HashSet<UUID>();
    var wanted = List.copyOf(ids);
    for (int from = 0; from < wanted.size(); from += IDS_PER_QUERY) {
      found.addAll(
          entities
              .createQuery("select c.id from Change c where c.id in :ids", UUID.class)
              .setParameter(
                  "ids", wanted.subList(from, Math.min(wanted.size(), from + IDS_PER_QUERY)))
              .getResultList());
    }
    return found;
  }

  /** The rows of one transaction. Confined to it. */
  public static final class Writing {
    private final EntityManager entities;
    private final long tx;
    private int rows;
    private Urgency urgency = Urgency.BULK;

    private Writing(EntityManager entities, long tx) {
      this.entities = entities;
      this.tx = tx;
    }

    public void add(JournalEntry entry) {
      entities.persist(new ChangeEntity(tx, rows++, entry));
      if (entry.urgency() == Urgency.SINGLE) {
        urgency = Urgency.SINGLE;
      }
    }

    /** Puts the transaction into the sealer's queue. */
    public void end() {
      if (rows > 0) {
        entities.persist(new UnsealedEntity(urgency, tx, rows));
      }
    }
  }
}
