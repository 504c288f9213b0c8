package io.caskade.store.jpa;

import io.caskade.api.rights.dump.StoreDump;
import io.caskade.store.jpa.dump.DatabaseDump;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The dump in OSGi: registered with or without a database. */
@Component(service = StoreDump.class)
public final class DumpComponent extends DatabaseDump {
  /** Made by Declarative Services. */
  @Activate
  public DumpComponent(@Reference Backing backing) {
    super(() -> backing.source, backing::whyAbsent);
  }
}
