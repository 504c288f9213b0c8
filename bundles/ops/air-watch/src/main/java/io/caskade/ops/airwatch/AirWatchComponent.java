package io.caskade.ops.airwatch;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkDirectory;
import io.caskade.api.ecm.CasProfile;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.Peer;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
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
 * A probe as a component: one for each {@code etc/io.caskade.airwatch-<name>.cfg}. Everything that
 * it knows of the head-end comes and goes while it listens; settings that do not check leave it as
 * it was.
 */
@Component(
    immediate = true,
    service = {Endpoint.class, MetricSource.class},
    configurationPid = AirWatchComponent.FACTORY,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = AirWatchConfig.class, factory = true)
public final class AirWatchComponent implements Endpoint, MetricSource {
  static final String FACTORY = "io.caskade.airwatch";
  private static final Logger LOG = LoggerFactory.getLogger(AirWatchComponent.class);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable CardTable cards;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Store store;

  private final ProfileShelf profiles = new ProfileShelf();
  private volatile Optional<NetworkDirectory> directory = Optional.empty();
  private volatile Optional<KeyVault> vault = Optional.empty();
  private volatile Optional<Work> work = Optional.empty();
  private volatile EndpointStatus idle =
      new EndpointStatus(EndpointState.STARTING, Instant.EPOCH, "Starts.");
  private String name = "";
  private Optional<ProbeSettings> settings = Optional.empty();
  private boolean wanted = true;

  /** A probe and who informs it. */
  private record Work(Probe probe, Desk desk) implements AutoCloseable {
    @Override
    public void close() {
      desk.close();
      probe.close();
    }
  }

  @Activate
  synchronized void activate(AirWatchConfig config, Map<String, Object> properties) {
    name = nameOf(properties);
    change(config);
  }

  @Modified
  synchronized void change(AirWatchConfig config) {
    try {
      ProbeSettings fresh = SettingsReader.read(name, config);
      if (settings.filter(fresh::equals).isPresent()) {
        return;
      }
      settings = Optional.of(fresh);
      end();
      if (wanted) {
        begin(fresh);
      }
    } catch (CaskadeException e) {
      LOG.warn("air watch {} keeps its former settings: {}", name, e.getMessage());
      idle =
          new EndpointStatus(
              EndpointState.FAILED,
              InstantSource.system().instant(),
              String.valueOf(e.getMessage()));
    }
  }

  private void begin(ProbeSettings present) {
    Probe probe = new Probe(present, System::nanoTime, InstantSource.system());
    Desk desk = new Desk(probe, this::seams, InstantSource.system());
    work = Optional.of(new Work(probe, desk));
    probe.start();
    desk.start();
  }

  private void end() {
    Optional<Work> present = work;
    work = Optional.empty();
    present.ifPresent(Work::close);
  }

  @Deactivate
  synchronized void deactivate() {
    end();
  }

  private Seams seams() {
    return new Seams(
        directory,
        vault,
        profiles.present(),
        Optional.ofNullable(cards),
        Optional.ofNullable(store));
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindDirectory(NetworkDirectory bound) {
    directory = Optional.of(bound);
    changed();
  }

  void updatedDirectory(NetworkDirectory updated) {
    changed();
  }

  void unbindDirectory(NetworkDirectory unbound) {
    if (directory.filter(present -> present == unbound).isPresent()) {
      directory = Optional.empty();
      changed();
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindVault(KeyVault bound) {
    vault = Optional.of(bound);
    changed();
  }

  /** An ECM key was made or replaced. */
  void updatedVault(KeyVault updated) {
    changed();
  }

  void unbindVault(KeyVault unbound) {
    if (vault.filter(present -> present == unbound).isPresent()) {
      vault = Optional.empty();
      changed();
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindProfile(ServiceReference<CasProfile> reference, CasProfile profile) {
    profiles.add(reference, profile);
    changed();
  }

  void unbindProfile(ServiceReference<CasProfile> reference) {
    profiles.remove(reference);
    work.ifPresent(present -> present.desk().withdraw());
  }

  private void changed() {
    work.ifPresent(present -> present.desk().changed());
  }

  @Override
  public String kind() {
    return "air-watch";
  }

  @Override
  public String name() {
    return name;
  }

  private EndpointStatus status() {
    return work.map(present -> present.probe().status()).orElse(idle);
  }

  @Override
  public EndpointState state() {
    return status().state();
  }

  @Override
  public Instant since() {
    return status().since();
  }

  @Override
  public String detail() {
    return status().detail();
  }

  @Override
  public Map<String, Long> counters() {
    Optional<Probe> probe = work.map(Work::probe);
    if (probe.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> counters = new LinkedHashMap<>(probe.get().report().counters());
    counters.put("foreign_datagrams", probe.get().counts().foreign());
    counters.put("lost_datagrams", probe.get().counts().lost());
    return counters;
  }

  @Override
  public List<Peer> peers() {
    return work.map(present -> ProbeFacts.peers(present.probe().report())).orElse(List.of());
  }

  @Override
  public List<Alarm> alarms() {
    return work.map(present -> present.probe().report().alarms()).orElse(List.of());
  }

  @Override
  public List<MetricFamily> metrics() {
    return work.map(present -> ProbeFacts.metrics(name, present.probe().report()))
        .orElse(List.of());
  }

  @Override
  public synchronized void start() {
    wanted = true;
    boolean ended =
        work.filter(w -> w.probe().status().state() == EndpointState.STOPPED).isPresent();
    if (ended) {
      end();
    }
    if (work.isEmpty()) {
      settings.ifPresent(this::begin);
    }
  }

  @Override
  public synchronized void stop() {
    wanted = false;
    end();
    idle =
        new EndpointStatus(
            EndpointState.STOPPED, InstantSource.system().instant(), "Stopped by an operator.");
  }

  /** The name in {@code io.caskade.airwatch-<name>.cfg}, or behind the factory's PID. */
  private static String nameOf(Map<String, Object> properties) {
    String file = String.valueOf(properties.getOrDefault("felix.fileinstall.filename", ""));
    int begin = file.lastIndexOf(FACTORY + "-");
    if (begin >= 0) {
      return file.substring(begin + FACTORY.length() + 1).replaceFirst("\\.(cfg|config)$", "");
    }
    String pid = String.valueOf(properties.getOrDefault("service.pid", FACTORY));
    return pid.length() > FACTORY.length() + 1 ? pid.substring(FACTORY.length() + 1) : pid;
  }
}
