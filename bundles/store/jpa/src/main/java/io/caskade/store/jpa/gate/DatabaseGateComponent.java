package io.caskade.store.jpa.gate;

import io.caskade.lib.backoff.ExponentialBackoff;
import io.caskade.lib.backoff.Pauses;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Hashtable;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate in OSGi: takes the DataSource {@code caskade-raw} of the pool, publishes {@code
 * caskade}, for which the persistence unit waits.
 */
@Component(service = DatabaseState.class, immediate = true)
public final class DatabaseGateComponent implements DatabaseState {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseGateComponent.class);

  /** A quarter is left to chance: nodes must not knock together. */
  private static final ExponentialBackoff BACKOFF =
      new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofSeconds(10), 0.25);

  private final DatabaseGate gate;

  /** Made by Declarative Services. */
  @Activate
  public DatabaseGateComponent(BundleContext context) {
    gate =
        new DatabaseGate(
            new Migration(ZoneId.systemDefault(), InstantSource.system()),
            source -> publish(context, source),
            new Pauses(BACKOFF, new SecureRandom()));
    gate.start();
  }

  /** Nothing to configure; a changed configuration must not restart the gate. */
  @Modified
  void modified() {
    LOG.debug("The database gate has no settings of its own");
  }

  @Deactivate
  void deactivate() {
    gate.stop();
  }

  @Override
  public String reason() {
    return gate.reason();
  }

  @Override
  public boolean starting() {
    return gate.starting();
  }

  @Reference(
      target = "(osgi.jndi.service.name=caskade-raw)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "withdraw")
  void offer(DataSource source) {
    gate.offer(source);
  }

  void withdraw(DataSource source) {
    gate.withdraw(source);
  }

  private static Runnable publish(BundleContext context, DataSource source) {
    var properties = new Hashtable<String, Object>();
    properties.put("osgi.jndi.service.name", "caskade");
    ServiceRegistration<DataSource> registration =
        context.registerService(DataSource.class, source, properties);
    return () -> unregister(registration);
  }

  private static void unregister(ServiceRegistration<DataSource> registration) {
    try {
      registration.unregister();
    } catch (IllegalStateException e) {
      LOG.debug("The bundle is stopping, its services are gone already", e);
    }
  }
}
