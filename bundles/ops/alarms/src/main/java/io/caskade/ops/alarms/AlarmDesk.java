package io.caskade.ops.alarms;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmListener;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Endpoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all sources of alarms each second and tells the log and all listeners. */
@Component(
    service = {},
    immediate = true)
public final class AlarmDesk {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmDesk.class);
  static final String THREAD = "caskade-alarms";

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final StandingAlarms standing = new StandingAlarms();
  private final AlarmLog log = new AlarmLog();
  private final Set<AlarmListener> told = new LinkedHashSet<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, THREAD));

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<AlarmSource> sources = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Endpoint> endpoints = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<AlarmListener> listeners = List.of();

  /** Made by Declarative Services. */
  @Activate
  public AlarmDesk() {
    this(InstantSource.system(), System::nanoTime);
  }

  AlarmDesk(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  @Activate
  void start() {
    thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  @Deactivate
  void stop() {
    thread.shutdownNow();
  }

  /** One look; what goes wrong in one listener costs no other. */
  void look() {
    List<AlarmListener> present = listeners;
    told.retainAll(present);
    List<Alarm> before = standing.all();
    for (AlarmListener listener : present) {
      if (told.add(listener)) {
        before.forEach(alarm -> guarded(() -> listener.raised(alarm)));
      }
    }
    List<AlarmEvent> events = standing.look(alarms(), clock.instant(), nanoTime.getAsLong());
    log.tell(events);
    for (AlarmEvent event : events) {
      present.forEach(listener -> guarded(() -> event.tell(listener)));
    }
  }

  /** An endpoint may be registered as a source of alarms too: it is asked once. */
  private List<Alarm> alarms() {
    Set<AlarmSource> all = new LinkedHashSet<>(sources);
    all.addAll(endpoints);
    var alarms = new ArrayList<Alarm>();
    all.forEach(source -> guarded(() -> alarms.addAll(source.alarms())));
    return alarms;
  }

  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("A source or listener of alarms failed; the others go on", e);
    }
  }
}
