package io.caskade.store.jpa;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.FeedListener;
import io.caskade.api.rights.Store;
import io.caskade.store.jpa.journal.Sealer;
import io.caskade.store.jpa.replica.WriteGate;
import io.caskade.store.jpa.work.Retry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Store and change feed in OSGi. Registered from its start, with or without a database: that comes
 * and goes behind the {@link Backing}, and a call without it is refused with the reason.
 */
@Component(
    service = {Store.class, ChangeFeed.class, MetricSource.class},
    configurationPid = "io.caskade.store",
    immediate = true)
@Designate(ocd = StoreSettings.class)
public final class StoreComponent extends JpaStore implements MetricSource {
  private final Backing backing;
  private final Sealer sealer;
  private final Runnable poke;
  private final Node node;
  private final PoolMetrics pool = new PoolMetrics();

  /** Made by Declarative Services. */
  @Activate
  public StoreComponent(
      @Reference Backing backing, @Reference WriteGate writes, StoreSettings settings) {
    this(writes, backing, new Node(settings.node()), InstantSource.system(), new SecureRandom());
  }

  private StoreComponent(
      WriteGate writes, Backing backing, Node node, InstantSource clock, SecureRandom random) {
    this(
        backing,
        node,
        new Sealer(() -> backing.source, () -> backing.vault, node::name, clock),
        clock,
        random);
    backing.watch(poke);
    backing.writes = writes;
    writes.whenMoved(sealer::readAgain);
    sealer.start();
  }

  private StoreComponent(
      Backing backing, Node node, Sealer sealer, InstantSource clock, SecureRandom random) {
    super(backing, sealer::poke, clock, random, Retry.standard(clock, random));
    this.backing = backing;
    this.node = node;
    this.sealer = sealer;
    this.poke = sealer::poke;
  }

  /** A new name is used from the next connection of the sealer on. */
  @Modified
  void modified(StoreSettings settings) {
    node.rename(settings.node());
  }

  @Override
  public List<MetricFamily> metrics() {
    List<MetricFamily> all = new ArrayList<>(figures().metrics());
    all.addAll(sealer.figures().metrics());
    all.addAll(pool.metrics());
    all.add(backing.gate());
    return all;
  }

  @Deactivate
  void deactivate() {
    backing.writes.whenMoved(() -> {});
    backing.unwatch(poke);
    sealer.stop();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindListener(FeedListener listener) {
    sealer.add(listener);
  }

  void unbindListener(FeedListener listener) {
    sealer.remove(listener);
  }

  /** The node's name, which may be changed while it runs. */
  private static final class Node {
    private volatile String name;

    Node(String configured) {
      name = orHost(configured);
    }

    void rename(String configured) {
      name = orHost(configured);
    }

    String name() {
      return name;
    }

    private static String orHost(String configured) {
      if (!configured.isBlank()) {
        return configured.strip();
      }
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }
  }
}
