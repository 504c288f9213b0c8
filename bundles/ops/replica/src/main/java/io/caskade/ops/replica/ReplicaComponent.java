package io.caskade.ops.replica;

import io.caskade.api.keys.CertificateIssuer;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.ops.ClusterControl;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.NodeCard;
import io.caskade.api.ops.ReplicaControl;
import io.caskade.api.ops.StreamLeases;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.FeedListener;
import io.caskade.api.rights.dump.StoreDump;
import io.caskade.api.rights.journal.JournalArchive;
import io.caskade.api.rights.replica.StoreReplica;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node as services. They are registered by hand, because they are there only while it is
 * switched on: without them every output owns its stream.
 */
@Component(immediate = true, configurationPid = "io.caskade.replica", service = FeedListener.class)
@Designate(ocd = ReplicaConfig.class)
public final class ReplicaComponent implements FeedListener {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaComponent.class);
  private static final int SHORTEST_PULL = 100;
  private static final int LONGEST_PULL = 10_000;

  private final BundleContext context;
  private final Services services = new Services();
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private @Nullable ReplicaSettings settings;
  private volatile @Nullable ReplicaHouse house;
  private @Nullable Departure departure;

  /** Made by Declarative Services. */
  @Activate
  public ReplicaComponent(BundleContext context) {
    this.context = context;
  }

  @Activate
  @Modified
  synchronized void change(ReplicaConfig config) {
    ReplicaSettings wanted = config.enabled() ? settings(config) : null;
    if (wanted != null && wanted.equals(settings)) {
      return;
    }
    settings = wanted;
    ReplicaHouse present = house;
    if (wanted == null) {
      end(present, true);
      depart();
    } else {
      stay();
      end(present, false);
      begin(wanted);
    }
  }

  private void begin(ReplicaSettings wanted) {
    var fresh =
        new ReplicaHouse(
            wanted,
            services,
            path("karaf.etc", "etc").resolve("replica"),
            data(),
            InstantSource.system(),
            System::nanoTime);
    house = fresh;
    registrations.add(context.registerService(StreamLeases.class, fresh.claims(), null));
    registrations.add(context.registerService(ReplicaControl.class, fresh.desk(), null));
    registrations.add(
        context.registerService(
            new String[] {Endpoint.class.getName(), MetricSource.class.getName()},
            fresh.endpoint(),
            null));
    fresh.start();
  }

  /**
   * @param alone this head-end belongs to no pair any more
   */
  private void end(@Nullable ReplicaHouse ending, boolean alone) {
    if (ending != null) {
      ending.close();
      if (alone) {
        // Before the services go: who keeps the last word then owns.
        ending.claims().beAlone();
      }
    }
    registrations.forEach(ServiceRegistration::unregister);
    registrations.clear();
    house = null;
  }

  /** A store that belongs to a pair takes no changes until somebody says that it is alone. */
  private void depart() {
    var file = new RoleFile(data().resolve(RoleFile.NAME));
    if (file.exists()) {
      var leaving = new Departure(services, file);
      departure = leaving;
      leaving.start();
    }
  }

  private void stay() {
    Departure leaving = departure;
    departure = null;
    if (leaving != null) {
      leaving.close();
    }
  }

  @Deactivate
  synchronized void stop() {
    stay();
    end(house, false);
  }

  @Override
  public void sealed(long seq) {
    ReplicaHouse present = house;
    if (present != null) {
      present.sealed(seq);
    }
  }

  private ReplicaSettings settings(ReplicaConfig config) {
    Optional<PeerAddress> peer = PeerAddress.of(config.peer());
    if (peer.isEmpty() && !config.peer().isBlank()) {
      LOG.error("io.caskade.replica: peer {} is no host:port; it is left out", config.peer());
    }
    int pull = Math.min(LONGEST_PULL, Math.max(SHORTEST_PULL, config.pullMillis()));
    return new ReplicaSettings(
        nameOf(config.node()),
        context.getBundle().getVersion().toString(),
        config.role().strip().equalsIgnoreCase("standby"),
        config.host().strip(),
        config.port(),
        peer.orElse(null),
        Duration.ofMillis(pull),
        Duration.ofSeconds(Math.max(1, config.alarmSeconds())));
  }

  private Path data() {
    return path("karaf.data", "data").resolve("caskade");
  }

  private Path path(String property, String otherwise) {
    String folder = context.getProperty(property);
    return Path.of(folder == null ? otherwise : folder);
  }

  private static String nameOf(String configured) {
    String wanted = configured.strip();
    if (NodeCard.isName(wanted)) {
      return wanted;
    }
    String host = hostName().replaceAll("[^A-Za-z0-9._-]", "-");
    if (!wanted.isEmpty()) {
      LOG.error(
          "io.caskade.replica: node {} is no name (letters, digits, . - _), taken: {}",
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

  private void poke() {
    ReplicaHouse present = house;
    if (present != null) {
      present.poke();
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindStore(StoreReplica bound) {
    services.store = bound;
    poke();
  }

  void unbindStore(StoreReplica gone) {
    if (services.store == gone) {
      services.store = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindDump(StoreDump bound) {
    services.dump = bound;
  }

  void unbindDump(StoreDump gone) {
    if (services.dump == gone) {
      services.dump = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindFeed(ChangeFeed bound) {
    services.feed = bound;
  }

  void unbindFeed(ChangeFeed gone) {
    if (services.feed == gone) {
      services.feed = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindArchive(JournalArchive bound) {
    services.archive = bound;
  }

  void unbindArchive(JournalArchive gone) {
    if (services.archive == gone) {
      services.archive = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindVault(KeyVault bound) {
    services.vault = bound;
    poke();
  }

  void unbindVault(KeyVault gone) {
    if (services.vault == gone) {
      services.vault = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindIssuer(CertificateIssuer bound) {
    services.issuer = bound;
  }

  void unbindIssuer(CertificateIssuer gone) {
    if (services.issuer == gone) {
      services.issuer = null;
    }
  }

  /** Each of the two would say who owns what. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindCluster(ClusterControl cluster) {
    if (house != null) {
      LOG.error(
          "io.caskade.cluster and io.caskade.replica are both enabled: switch one of them off,"
              + " nobody can tell now who sends EMMs");
    }
  }

  void unbindCluster(ClusterControl gone) {
    LOG.debug("The pair on one database is switched off");
  }
}
