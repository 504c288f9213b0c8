package io.caskade.store.jpa;

import io.caskade.api.rights.replica.StoreReplica;
import io.caskade.store.jpa.replica.DatabaseReplica;
import io.caskade.store.jpa.replica.WriteGate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The following store in OSGi, with or without a database. */
@Component(service = {StoreReplica.class, WriteGate.class})
public final class ReplicaComponent extends DatabaseReplica {
  private final Backing backing;
  private final Runnable watcher = this::lookAgain;

  /** Made by Declarative Services. */
  @Activate
  public ReplicaComponent(@Reference Backing backing) {
    super(() -> backing.source, backing::whyAbsent);
    this.backing = backing;
    backing.watch(watcher);
  }

  @Deactivate
  void deactivate() {
    backing.unwatch(watcher);
  }
}
