package io.caskade.ops.metrics;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.rights.CardTable;
import io.caskade.api.rights.ChangeFeed;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.Servlet;
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
 * {@code /metrics} and {@code /health} on the whiteboard. Whatever it shows comes and goes; it only
 * reads.
 */
@Component(
    immediate = true,
    configurationPid = Access.PID,
    service = {})
@Designate(ocd = MetricsConfig.class)
public final class MetricsComponent {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsComponent.class);
  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(2);
  private static final int FEWEST_SAMPLES = 100;
  private static final int MOST_SAMPLES = 1_000_000;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<MetricSource> sources = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Endpoint> endpoints = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<AlarmSource> alarmSources = List.of();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable CardTable cards;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable ChangeFeed feed;

  private final GcPauses pauses = new GcPauses(ManagementFactory.getGarbageCollectorMXBeans());
  private final DatabaseProbe probe =
      new DatabaseProbe(() -> feed, System::nanoTime, DATABASE_PATIENCE);
  private final Harvest harvest;
  private final List<MetricSource> own;
  private final List<ServiceRegistration<Servlet>> pages = new ArrayList<>();
  private volatile Access access = Access.of("", "");
  private volatile int mostSamples;

  /** Made by Declarative Services. */
  @Activate
  public MetricsComponent(BundleContext context, MetricsConfig config) {
    String version = context.getBundle().getVersion().toString();
    harvest = new Harvest(() -> mostSamples);
    own =
        List.of(
            new EndpointMetrics(() -> List.copyOf(endpoints)),
            new AlarmMetrics(this::alarmSources),
            new JvmMetrics(),
            pauses,
            () -> List.of(build(version)));
    change(config);
    Health health = new Health(() -> List.copyOf(endpoints), () -> cards, probe);
    pages.add(
        register(context, "metrics", "/metrics", new MetricsServlet(() -> access, this::readings)));
    pages.add(register(context, "health", "/health/*", new HealthServlet(() -> access, health)));
  }

  /** Wrong settings change nothing, except that at a start only this machine may read. */
  @Modified
  void change(MetricsConfig config) {
    mostSamples = Math.min(Math.max(config.maxSamples(), FEWEST_SAMPLES), MOST_SAMPLES);
    try {
      access = Access.of(config.addresses(), config.tokenFile());
    } catch (CaskadeException e) {
      LOG.warn("The settings of metrics before these stay in use: {}", e.getMessage());
    }
  }

  @Deactivate
  void stop() {
    pages.forEach(ServiceRegistration::unregister);
    pauses.close();
    probe.close();
  }

  private List<MetricFamily> readings() {
    List<MetricSource> all = new ArrayList<>(own);
    all.addAll(sources);
    return harvest.gather(all);
  }

  /** Each once, though an endpoint may be registered as a source of alarms, too. */
  private Collection<AlarmSource> alarmSources() {
    Set<AlarmSource> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(alarmSources);
    all.addAll(endpoints);
    return all;
  }

  private static MetricFamily build(String version) {
    return MetricFamily.gauge(
        "build",
        "1, with the version that runs.",
        List.of(MetricFamily.Sample.of(Map.of("version", version), 1)));
  }

  private static ServiceRegistration<Servlet> register(
      BundleContext context, String name, String pattern, Servlet page) {
    var properties = new Hashtable<String, Object>();
    properties.put("osgi.http.whiteboard.servlet.name", "caskade-" + name);
    properties.put("osgi.http.whiteboard.servlet.pattern", pattern);
    return context.registerService(Servlet.class, page, properties);
  }
}
