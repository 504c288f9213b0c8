package io.caskade.ops.cluster;

import io.caskade.api.ops.ClusterControl;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.LeaseStore;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.NodeCard;
import io.caskade.api.ops.StreamLeases;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node as services. They are registered by hand, because they are there only while it is
 * switched on: without them every output owns its stream.
 */
@Component(
    immediate = true,
    configurationPid = "io.caskade.cluster",
    service = {})
@Designate(ocd = ClusterConfig.class)
public final class ClusterComponent implements SynchronousBundleListener {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterComponent.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Streams are closed and given back by then. */
  private static final Duration STEP_BACK = Duration.ofSeconds(5);

  private final BundleContext context;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private volatile @Nullable LeaseStore store;
  private volatile @Nullable ClusterThread thread;
  private volatile @Nullable ClusterNode node;

  /** Made by Declarative Services. */
  @Activate
  public ClusterComponent(BundleContext context) {
    this.context = context;
    context.addBundleListener(this);
  }

  @Activate
  @Modified
  synchronized void change(ClusterConfig config) {
    String name = nameOf(config.node());
    ClusterNode present = node;
    if (present != null && config.enabled() && present.node().equals(name)) {
      return;
    }
    if (present != null) {
      end(present, config.enabled());
    }
    if (config.enabled()) {
      begin(name);
    }
  }

  private void begin(String name) {
    var self =
        new Identity(name, processMark(), context.getBundle().getVersion().toString(), hostName());
    var fresh =
        new ClusterNode(
            self,
            () -> store,
            this::poke,
            new OwnedFile(file()),
            InstantSource.system(),
            System::nanoTime);
    var started = new ClusterThread(fresh::round, EVERY);
    node = fresh;
    thread = started;
    registrations.add(context.registerService(StreamLeases.class, fresh.rights(), null));
    registrations.add(context.registerService(ClusterControl.class, fresh, null));
    registrations.add(context.registerService(MetricSource.class, new ClusterMetrics(fresh), null));
    registrations.add(
        context.registerService(
            new String[] {Endpoint.class.getName()},
            new ClusterEndpoint(fresh, this::poke, InstantSource.system()),
            null));
    started.start();
  }

  /**
   * @param again it comes again in a moment, under another name
   */
  private void end(ClusterNode ending, boolean again) {
    ClusterThread running = thread;
    if (running != null) {
      // Alone before the services go: who keeps the last word then owns.
      running.end(again ? ending::handBack : ending::beAlone);
    }
    registrations.forEach(ServiceRegistration::unregister);
    registrations.clear();
    thread = null;
    node = null;
  }

  @Deactivate
  synchronized void stop() {
    context.removeBundleListener(this);
    ClusterThread running = thread;
    ClusterNode ending = node;
    registrations.forEach(ServiceRegistration::unregister);
    registrations.clear();
    if (running != null && ending != null) {
      running.end(ending::leave);
    }
    thread = null;
    node = null;
  }

  /** The whole head-end stops: the others need not wait until its rights run out. */
  @Override
  public void bundleChanged(BundleEvent event) {
    ClusterNode stopping = node;
    if (event.getType() != BundleEvent.STOPPING
        || event.getBundle().getBundleId() != Constants.SYSTEM_BUNDLE_ID
        || stopping == null) {
      return;
    }
    stopping.rounds().pause(true);
    poke();
    try {
      stopping.rounds().awaitNothingOwned(STEP_BACK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindStore(LeaseStore bound) {
    store = bound;
    poke();
  }

  void unbindStore(LeaseStore gone) {
    if (store == gone) {
      store = null;
    }
  }

  private void poke() {
    ClusterThread running = thread;
    if (running != null) {
      running.poke();
    }
  }

  private Path file() {
    String data = context.getProperty("karaf.data");
    return Path.of(data == null ? "data" : data, "caskade", "owned.leases");
  }

  /** The same when this bundle is exchanged, another after a restart. */
  private static String processMark() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return self.pid() + "-" + started;
  }

  /** Never none: a node that were alone by a typing error would send beside the others. */
  private static String nameOf(String configured) {
    String wanted = configured.strip();
    if (NodeCard.isName(wanted)) {
      return wanted;
    }
    String host = hostName().replaceAll("[^A-Za-z0-9._-]", "-");
    if (!wanted.isEmpty()) {
      LOG.error(
          "io.caskade.cluster: node {} is no name (letters, digits, . - _), taken: {}",
          wanted,
          host);
    }
    return host;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
