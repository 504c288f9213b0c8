package io.caskade.store.jpa;

import io.caskade.api.ops.LeaseStore;
import io.caskade.store.jpa.gate.DatabaseState;
import io.caskade.store.jpa.leases.DatabaseLeases;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Nodes and rights in OSGi, with or without a database. Does nothing unless it is asked. */
@Component(service = LeaseStore.class)
public final class LeasesComponent extends DatabaseLeases {
  private final Backing backing;

  /** Made by Declarative Services. */
  @Activate
  public LeasesComponent() {
    this(new Backing());
  }

  private LeasesComponent(Backing backing) {
    super(() -> backing.source, backing::whyAbsent);
    this.backing = backing;
  }

  @Deactivate
  void deactivate() {
    close();
  }

  @Reference(
      target = "(osgi.jndi.service.name=caskade)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSource(DataSource source) {
    backing.source = source;
  }

  void unbindSource(DataSource source) {
    if (backing.source == source) {
      backing.source = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindState(DatabaseState state) {
    backing.state = state;
  }

  void unbindState(DatabaseState state) {
    if (backing.state == state) {
      backing.state = null;
    }
  }
}
