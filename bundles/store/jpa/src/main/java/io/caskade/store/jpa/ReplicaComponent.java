package io.caskade.store.jpa;

import io.caskade.api.rights.replica.StoreReplica;
import io.caskade.store.jpa.gate.DatabaseState;
import io.caskade.store.jpa.replica.DatabaseReplica;
import io.caskade.store.jpa.replica.WriteGate;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The following store in OSGi, with or without a database: every reference is dynamic. */
@Component(service = {StoreReplica.class, WriteGate.class})
public final class ReplicaComponent extends DatabaseReplica {
  private final Backing backing;

  /** Made by Declarative Services. */
  @Activate
  public ReplicaComponent() {
    this(new Backing());
  }

  private ReplicaComponent(Backing backing) {
    super(() -> backing.source, backing::whyAbsent);
    this.backing = backing;
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
