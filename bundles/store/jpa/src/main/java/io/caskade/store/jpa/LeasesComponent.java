package io.caskade.store.jpa;

import io.caskade.api.ops.LeaseStore;
import io.caskade.store.jpa.leases.DatabaseLeases;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Nodes and rights in OSGi, with or without a database. Does nothing unless it is asked. */
@Component(service = LeaseStore.class)
public final class LeasesComponent extends DatabaseLeases {
  /** Made by Declarative Services. */
  @Activate
  public LeasesComponent(@Reference Backing backing) {
    super(() -> backing.source, backing::whyAbsent);
  }

  @Deactivate
  void deactivate() {
    close();
  }
}
