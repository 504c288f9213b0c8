package io.caskade.receivers.edge;

import static java.util.Objects.requireNonNull;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ecm.EcmDatagram;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.Peer;
import io.caskade.api.receivers.CoreAnswer;
import io.caskade.api.receivers.CoreSites;
import io.caskade.receivers.edge.core.Edge;
import io.caskade.receivers.edge.core.Surroundings;
import io.caskade.receivers.edge.wire.EdgeThreads;
import io.caskade.receivers.edge.wire.SocketDialer;
import io.netty.channel.EventLoop;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An edge node as a component: one for each {@code etc/io.caskade.receivers.edge-<name>.cfg}.
 * Settings that do not check leave it as it was, or, at first, without a connection and FAILED with
 * the reason.
 */
@Component(
    service = {CoreSites.class, Endpoint.class, MetricSource.class},
    immediate = true,
    configurationPid = EdgeComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EdgeConfig.class, factory = true)
public final class EdgeComponent implements CoreSites, Endpoint, MetricSource {
  static final String PID = "io.caskade.receivers.edge";

  private static final Logger LOG = LoggerFactory.getLogger(EdgeComponent.class);

  /** Mandatory, so that the connections end before the loop does. */
  @Reference(policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable EdgeLoops loops;

  private volatile Optional<Edge> edge = Optional.empty();
  private volatile String failure = "Starts.";
  private volatile EndpointState unserved = EndpointState.STARTING;
  private volatile Instant unservedSince = Instant.EPOCH;
  private volatile String name = "";
  private Path folder = Path.of("etc");
  private boolean wanted = true;

  @Activate
  void activate(EdgeConfig config, Map<String, Object> properties, BundleContext context) {
    String etc = context.getProperty("karaf.etc");
    folder = Path.of(etc == null ? "etc" : etc);
    name = nameOf(properties);
    change(config);
  }

  @Modified
  synchronized void change(EdgeConfig config) {
    try {
      var settings = new SettingsReader(name, folder).read(config);
      if (edge.isPresent()) {
        edge.get().apply(settings);
      } else {
        Edge fresh = new Edge(settings, surroundings());
        edge = Optional.of(fresh);
        if (wanted) {
          fresh.start();
        }
      }
    } catch (CaskadeException e) {
      refused(e);
    }
  }

  private Surroundings surroundings() {
    EdgeThreads threads = requireNonNull(loops).threads();
    EventLoop loop = threads.loop();
    return new Surroundings(
        new SocketDialer(threads, loop),
        loop,
        new SecureRandom(),
        InstantSource.system(),
        System::nanoTime);
  }

  private void refused(CaskadeException reason) {
    String text = reason.getMessage() + " " + reason.cure(Locale.ENGLISH);
    if (edge.isPresent()) {
      LOG.warn("edge {} keeps its settings: {}", name, text);
    } else {
      LOG.warn("edge {} does not start: {}", name, text);
      failure = text;
      unserved = EndpointState.FAILED;
      unservedSince = Instant.now();
    }
  }

  @Deactivate
  synchronized void deactivate() {
    edge.ifPresent(Edge::stop);
    edge = Optional.empty();
  }

  @Override
  public boolean serves(int caSystemId, EcmDatagram ecm) {
    return edge.filter(present -> present.serves(caSystemId, ecm)).isPresent();
  }

  @Override
  public void open(int caSystemId, EcmDatagram ecm, Consumer<CoreAnswer> taker) {
    Optional<Edge> present = edge;
    if (present.isPresent()) {
      present.get().open(caSystemId, ecm, taker);
    } else {
      taker.accept(new CoreAnswer.Away());
    }
  }

  @Override
  public String kind() {
    return "edge";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EndpointState state() {
    return edge.map(Edge::state).orElse(unserved);
  }

  @Override
  public Instant since() {
    return edge.map(Edge::since).orElse(unservedSince);
  }

  @Override
  public String detail() {
    return edge.map(Edge::detail).orElse(failure);
  }

  @Override
  public Map<String, Long> counters() {
    return edge.map(Edge::counters).orElseGet(Map::of);
  }

  @Override
  public List<Peer> peers() {
    return edge.map(Edge::peers).orElseGet(List::of);
  }

  @Override
  public List<Alarm> alarms() {
    return edge.map(Edge::alarms).orElseGet(List::of);
  }

  @Override
  public List<MetricFamily> metrics() {
    return edge.map(Edge::metrics).orElseGet(List::of);
  }

  @Override
  public synchronized void start() {
    wanted = true;
    edge.ifPresent(Edge::start);
  }

  @Override
  public synchronized void stop() {
    wanted = false;
    edge.ifPresent(Edge::stop);
  }

  /** The name in {@code io.caskade.receivers.edge-<name>.cfg}, or behind the factory's PID. */
  private static String nameOf(Map<String, Object> properties) {
    String file = String.valueOf(properties.getOrDefault("felix.fileinstall.filename", ""));
    int begin = file.lastIndexOf(PID + "-");
    if (begin >= 0) {
      return file.substring(begin + PID.length() + 1).replaceFirst("\\.(cfg|config)$", "");
    }
    String pid = String.valueOf(properties.getOrDefault("service.pid", PID));
    return pid.startsWith(PID) && pid.length() > PID.length() + 1
        ? pid.substring(PID.length() + 1)
        : pid;
  }
}
