package io.caskade.store.jpa;

import io.caskade.api.rights.dump.StoreDump;
import io.caskade.store.jpa.dump.DatabaseDump;
import io.caskade.store.jpa.gate.DatabaseState;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The dump in OSGi: registered with or without a database, every reference is dynamic. */
@Component(service = StoreDump.class)
public final class DumpComponent extends DatabaseDump {
  private final Backing backing;

  /** Made by Declarative Services. */
  @Activate
  public DumpComponent() {
    this(new Backing());
  }

  private DumpComponent(Backing backing) {
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
