package io.caskade.store.jpa.rights;

import io.caskade.api.rights.OperatorNetwork;
import io.caskade.store.jpa.work.UnitOfWork;
import java.util.List;

/** Operator networks. */
public final class NetworkStore {
  private final UnitOfWork work;

  public NetworkStore(UnitOfWork work) {
    this.work = work;
  }

  /** Ordered by id. */
  public List<OperatorNetwork> networks() {
    return work.run(
        entities ->
            entities
                .createQuery("select n from Network n order by n.id", NetworkEntity.class)
                .getResultStream()
                .map(NetworkEntity::toNetwork)
                .toList());
  }
}
