package io.caskade.emm.emmg;

import static java.util.Objects.requireNonNull;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Explained;
import io.caskade.api.ops.MessageTrace;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.Peer;
import io.caskade.api.ops.StreamLeases;
import io.caskade.emm.emmg.session.OutputSettings;
import io.caskade.lib.simulcrypt.capture.CaptureDesk;
import io.caskade.lib.simulcrypt.capture.Recording;
import io.caskade.lib.simulcrypt.explain.Seen;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
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
 * An output as a component: one for each {@code etc/io.caskade.emmg-<name>.cfg}. The carousel
 * behind it comes and goes while the connection stays. Settings that do not check leave it as it
 * was, or, at first, without a connection.
 */
@Component(
    service = {Endpoint.class, MessageTrace.class, MetricSource.class},
    immediate = true,
    configurationPid = "io.caskade.emmg",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = EmmgConfig.class, factory = true)
public final class EmmgComponent implements Endpoint, MessageTrace, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(EmmgComponent.class);
  private static final String FACTORY = "io.caskade.emmg";
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
  private static final Capture NO_CAPTURE = new Capture(false, "", Instant.EPOCH, 0, 0, "");

  /** About a day of 64 kbit/s, since EMMs themselves are blank but counted. */
  private static final long CAPTURE_BYTES = 16L << 20;

  private static final Duration LONGEST_CAPTURE = Duration.ofDays(1);

  /** Mandatory, so that the output ends before the loops do. */
  @Reference(policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable EmmgLoops loops;

  private volatile Optional<EmmSource> source = Optional.empty();
  private volatile Optional<EmmgOutput> output = Optional.empty();
  private Optional<StreamLeases> leases = Optional.empty();
  private volatile EndpointStatus unserved =
      new EndpointStatus(EndpointState.STARTING, Instant.EPOCH, "Starts.");
  private String name = "";
  private Path captures = Path.of("captures");
  private boolean wanted = true;

  @Activate
  void activate(EmmgConfig config, Map<String, Object> properties, BundleContext context) {
    String data = context.getProperty("karaf.data");
    captures = Path.of(data == null ? "data" : data, "captures");
    name = nameOf(properties);
    change(config);
  }

  @Modified
  synchronized void change(EmmgConfig config) {
    try {
      OutputSettings settings = SettingsReader.read(name, config);
      if (output.isPresent()) {
        output.get().apply(settings);
      } else {
        EmmgOutput fresh =
            new EmmgOutput(
                settings,
                () -> source,
                requireNonNull(loops).loops(),
                new SecureRandom(),
                InstantSource.system(),
                captures);
        output = Optional.of(fresh);
        leases.ifPresent(fresh.seat()::bind);
        if (wanted) {
          fresh.start();
        }
      }
    } catch (CaskadeException e) {
      String text = String.valueOf(e.getMessage());
      LOG.warn("emmg {} keeps its former settings: {}", name, text);
      unserved = new EndpointStatus(EndpointState.FAILED, Instant.now(), text);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSource(EmmSource bound) {
    source = Optional.of(bound);
  }

  void unbindSource(EmmSource unbound) {
    if (source.isPresent() && source.get() == unbound) {
      source = Optional.empty();
    }
    output.ifPresent(EmmgOutput::releaseFeed);
  }

  /** Only a head-end with company has leases: an output without them owns its stream. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindLeases(StreamLeases bound) {
    leases = Optional.of(bound);
    output.ifPresent(present -> present.seat().bind(bound));
  }

  synchronized void unbindLeases(StreamLeases gone) {
    if (leases.isPresent() && leases.get() == gone) {
      leases = Optional.empty();
    }
    output.ifPresent(present -> present.seat().unbind(gone));
  }

  @Deactivate
  synchronized void deactivate() {
    output.ifPresent(EmmgOutput::close);
    output = Optional.empty();
  }

  @Override
  public String kind() {
    return "emmg";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EndpointState state() {
    return output.map(EmmgOutput::state).orElseGet(() -> unserved.state());
  }

  @Override
  public Instant since() {
    return output.map(EmmgOutput::since).orElseGet(() -> unserved.since());
  }

  @Override
  public String detail() {
    return output.map(EmmgOutput::detail).orElseGet(() -> unserved.detail());
  }

  @Override
  public Map<String, Long> counters() {
    return output.map(EmmgOutput::counters).orElseGet(Map::of);
  }

  @Override
  public List<MetricFamily> metrics() {
    return output.map(EmmgOutput::metrics).orElseGet(List::of);
  }

  @Override
  public List<Peer> peers() {
    return output.map(EmmgOutput::peers).orElseGet(List::of);
  }

  @Override
  public List<Alarm> alarms() {
    return output.map(EmmgOutput::alarms).orElseGet(List::of);
  }

  @Override
  public List<Explained> explanations() {
    return output.stream()
        .flatMap(o -> o.explanations().stream())
        .map(EmmgComponent::explained)
        .toList();
  }

  private static Explained explained(Seen seen) {
    return new Explained(
        seen.at(),
        seen.peer(),
        seen.times(),
        seen.what().code().name(),
        words(seen, Locale.ENGLISH),
        words(seen, RUSSIAN));
  }

  private static Explained.Words words(Seen seen, Locale locale) {
    return new Explained.Words(seen.what().text(locale), seen.what().cure(locale));
  }

  @Override
  public Capture capture() {
    return output.map(o -> capture(o.captures().status())).orElse(NO_CAPTURE);
  }

  @Override
  public Capture startCapture(String peer, Duration most) throws IOException {
    if (output.isEmpty() || capture().running()) {
      return capture();
    }
    Duration time = most.compareTo(LONGEST_CAPTURE) > 0 ? LONGEST_CAPTURE : most;
    Recording.Limits limits = new Recording.Limits(CAPTURE_BYTES, time);
    return capture(output.get().captures().start(peer, limits));
  }

  @Override
  public Capture stopCapture() {
    return output.map(o -> capture(o.captures().stop())).orElse(NO_CAPTURE);
  }

  private static Capture capture(CaptureDesk.Status status) {
    return new Capture(
        status.running(),
        status.file(),
        status.since(),
        status.messages(),
        status.bytes(),
        status.end());
  }

  @Override
  public synchronized void start() {
    wanted = true;
    output.filter(o -> o.state() == EndpointState.STOPPED).ifPresent(EmmgOutput::start);
  }

  @Override
  public synchronized void stop() {
    wanted = false;
    output.ifPresent(EmmgOutput::stop);
  }

  /** The name in {@code io.caskade.emmg-<name>.cfg}, or behind the factory's PID. */
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
