package io.caskade.ecm.ecmg;

import static java.util.Objects.requireNonNull;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Explained;
import io.caskade.api.ops.MessageTrace;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
 * A listener as a component: one for each {@code etc/io.caskade.ecmg-<name>.cfg}. Settings that do
 * not check leave it as it was, or, at first, without a server.
 */
@Component(
    service = {Endpoint.class, MessageTrace.class, MetricSource.class},
    immediate = true,
    configurationPid = "io.caskade.ecmg",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EcmgListenerConfig.class, factory = true)
public final class EcmgListener implements Endpoint, MessageTrace, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(EcmgListener.class);

  private static final Capture NO_CAPTURE = new Capture(false, "", Instant.EPOCH, 0, 0, "");

  /** Mandatory, so that the listener ends before the loops do. */
  @Reference(policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable EcmgLoops loops;

  private String name = "";
  private Path captures = Path.of("captures");
  private boolean wanted = true;
  private volatile @Nullable EcmgServer server;
  private volatile EndpointStatus unserved =
      new EndpointStatus(EndpointState.STARTING, Instant.EPOCH, "Starts.");

  @Activate
  void activate(EcmgListenerConfig config, Map<String, Object> properties, BundleContext context) {
    String data = context.getProperty("karaf.data");
    captures = Path.of(data == null ? "data" : data, "captures");
    name = ListenerName.of(properties);
    change(config);
  }

  @Modified
  synchronized void change(EcmgListenerConfig config) {
    EcmgServer running = server;
    try {
      if (running == null) {
        EcmgServer fresh =
            new EcmgServer(
                SettingsReader.read(name, config),
                requireNonNull(loops).loops(),
                InstantSource.system(),
                captures);
        server = fresh;
        if (wanted) {
          fresh.start();
        }
      } else {
        running.apply(SettingsReader.read(name, config));
      }
    } catch (CaskadeException e) {
      refused(running, e);
    }
  }

  @Deactivate
  void deactivate() {
    stop();
  }

  @Override
  public String kind() {
    return "ecmg";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EndpointState state() {
    EcmgServer running = server;
    return running == null ? unserved.state() : running.state();
  }

  @Override
  public Instant since() {
    EcmgServer running = server;
    return running == null ? unserved.since() : running.since();
  }

  @Override
  public String detail() {
    EcmgServer running = server;
    return running == null ? unserved.detail() : running.detail();
  }

  @Override
  public Map<String, Long> counters() {
    EcmgServer running = server;
    return running == null ? Map.of() : running.counters();
  }

  @Override
  public List<MetricFamily> metrics() {
    EcmgServer running = server;
    return running == null ? List.of() : running.metrics();
  }

  @Override
  public List<Peer> peers() {
    EcmgServer running = server;
    return running == null ? List.of() : running.peers();
  }

  @Override
  public List<Alarm> alarms() {
    EcmgServer running = server;
    return running == null ? List.of() : running.alarms();
  }

  @Override
  public List<Explained> explanations() {
    EcmgServer running = server;
    return running == null ? List.of() : running.explanations();
  }

  @Override
  public Capture capture() {
    EcmgServer running = server;
    return running == null ? NO_CAPTURE : running.capture();
  }

  @Override
  public Capture startCapture(String peer, Duration most) throws IOException {
    EcmgServer running = server;
    return running == null ? NO_CAPTURE : running.startCapture(peer, most);
  }

  @Override
  public Capture stopCapture() {
    EcmgServer running = server;
    return running == null ? NO_CAPTURE : running.stopCapture();
  }

  @Override
  public synchronized void start() {
    wanted = true;
    EcmgServer stopped = server;
    if (stopped != null) {
      stopped.start();
    }
  }

  @Override
  public synchronized void stop() {
    wanted = false;
    EcmgServer running = server;
    if (running != null) {
      running.stop();
    }
  }

  private void refused(@Nullable EcmgServer running, CaskadeException reason) {
    if (running != null) {
      running.reject(reason);
    } else {
      String text = String.valueOf(reason.getMessage());
      LOG.warn("ecmg {} does not start: {}", name, text);
      unserved = new EndpointStatus(EndpointState.FAILED, Instant.now(), text);
    }
  }
}
