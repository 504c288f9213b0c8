package io.caskade.receivers.cccam.pages;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Peer;
import io.caskade.api.receivers.ReceiverDesk;
import io.caskade.api.rights.access.Authentication;
import io.caskade.lib.receiverlistener.SettingsCheck;
import io.caskade.receivers.cccam.CccamLoops;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * The pages as a component: one for each {@code etc/io.caskade.receivers.cccam.pages-<name>.cfg}.
 * What it looks at may come and go. Settings that do not check leave it as it was, or, at first,
 * FAILED with the reason.
 */
@Component(
    service = Endpoint.class,
    immediate = true,
    configurationPid = CccamPages.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = CccamPages.MARK + "=" + CccamPages.KIND)
@Designate(ocd = PagesConfig.class, factory = true)
public final class CccamPages implements Endpoint {
  static final String PID = "io.caskade.receivers.cccam.pages";

  private static final Logger LOG = LoggerFactory.getLogger(CccamPages.class);
  static final String KIND = "cccam-pages";

  /** By this property of its service it knows itself. */
  static final String MARK = "caskade.endpoint.kind";

  private static final String NO_NODE = "0000000000000000";
  private static final int KEY_BYTES = 32;

  private final InstantSource clock = InstantSource.system();
  private final Watch watch = new Watch(this::node, clock, ZoneId.systemDefault());
  private final PageGate gate = new PageGate(key(), System::nanoTime);
  private volatile @Nullable CccamLoops loops;
  private volatile String name = "";
  private volatile @Nullable PageServer server;
  private volatile String refused = "";
  private volatile Instant since = Instant.EPOCH;
  private volatile boolean wanted = true;

  private static byte[] key() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  private String node() {
    CccamLoops present = loops;
    return present == null ? NO_NODE : present.node().orElse(NO_NODE);
  }

  @Activate
  void activate(PagesConfig config, Map<String, Object> properties) {
    name = SettingsCheck.name(PID, properties);
    since = clock.instant();
    modified(config);
  }

  @Modified
  synchronized void modified(PagesConfig config) {
    try {
      PagesSettings settings = PagesSettings.of(PID, name, config);
      refused = "";
      PageServer running = server;
      if (running == null) {
        running = new PageServer(watch, gate, settings, clock);
        server = running;
      } else {
        running.settings(settings);
      }
      if (wanted) {
        running.open();
      }
    } catch (CaskadeException e) {
      refused = e.getMessage() + " " + e.cure(Locale.ENGLISH);
      LOG.warn("The CCcam pages {}: {}", name, refused);
    }
  }

  @Deactivate
  synchronized void deactivate() {
    PageServer running = server;
    server = null;
    if (running != null) {
      running.close();
    }
  }

  /** Its own bundle's: the node that the pages name. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindLoops(CccamLoops present) {
    loops = present;
  }

  void unbindLoops(CccamLoops gone) {
    if (loops == gone) {
      loops = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindDesk(ReceiverDesk desk) {
    watch.use(desk);
  }

  void unbindDesk(ReceiverDesk desk) {
    watch.forget(desk);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAuthentication(Authentication authentication) {
    gate.use(authentication);
  }

  void unbindAuthentication(Authentication authentication) {
    gate.forget(authentication);
  }

  /** Listeners and uplinks, to be counted together; pages are none of them. */
  @Reference(
      target = "(!(" + MARK + "=" + KIND + "))",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindEndpoint(Endpoint endpoint) {
    watch.use(endpoint);
  }

  void unbindEndpoint(Endpoint endpoint) {
    watch.forget(endpoint);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EndpointState state() {
    PageServer running = server;
    if (!wanted) {
      return EndpointState.STOPPED;
    }
    return running == null || !running.failures().isEmpty()
        ? EndpointState.FAILED
        : EndpointState.RUNNING;
  }

  @Override
  public Instant since() {
    return since;
  }

  @Override
  public String detail() {
    PageServer running = server;
    if (running == null || !refused.isEmpty()) {
      return refused;
    }
    if (!wanted) {
      return "Stopped.";
    }
    Stream<String> places =
        Stream.concat(
            running.web().stream().map(at -> "Pages on " + at.getPort() + "."),
            running.info().stream().map(at -> "Lines on " + at.getPort() + "."));
    return Stream.concat(running.failures().stream(), places).collect(Collectors.joining(" "));
  }

  @Override
  public Map<String, Long> counters() {
    PageServer running = server;
    return running == null ? Map.of() : running.counters();
  }

  @Override
  public List<Peer> peers() {
    PageServer running = server;
    return running == null ? List.of() : running.peers();
  }

  @Override
  public List<Alarm> alarms() {
    return List.of();
  }

  @Override
  public synchronized void start() {
    wanted = true;
    PageServer running = server;
    if (running != null) {
      running.open();
    }
    since = clock.instant();
  }

  @Override
  public synchronized void stop() {
    wanted = false;
    PageServer running = server;
    if (running != null) {
      running.stop();
    }
    since = clock.instant();
  }
}
