package io.caskade.ops.metrics;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Reading;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import java.lang.management.GarbageCollectorMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Length of the collector's pauses, as the JVM announces them. Read as open data: the classes
 * behind them are no part of Java.
 */
final class GcPauses implements MetricSource, NotificationListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GcPauses.class);
  private static final String TYPE = "com.sun.management.gc.notification";
  private static final double MILLIS = 1e3;

  /** Upper bounds in milliseconds. */
  private static final List<Long> BOUNDS = List.of(1L, 2L, 5L, 10L, 20L, 50L, 100L, 200L, 500L);

  private final Map<String, Pauses> byCollector = new ConcurrentHashMap<>();
  private final List<NotificationEmitter> emitters = new ArrayList<>();

  /** Of one collector. */
  private static final class Pauses {
    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS.size() + 1);
    private final LongAdder millis = new LongAdder();

    void add(long pause) {
      int bucket = 0;
      while (bucket < BOUNDS.size() && pause > BOUNDS.get(bucket)) {
        bucket++;
      }
      counts.incrementAndGet(bucket);
      millis.add(pause);
    }

    Reading reading() {
      List<Long> read = new ArrayList<>();
      for (int i = 0; i < counts.length(); i++) {
        read.add(counts.get(i));
      }
      return new Reading.Distribution(
          BOUNDS.stream().map(bound -> bound / MILLIS).toList(), read, millis.sum() / MILLIS);
    }
  }

  GcPauses(List<GarbageCollectorMXBean> collectors) {
    for (GarbageCollectorMXBean collector : collectors) {
      byCollector.put(collector.getName(), new Pauses());
      if (collector instanceof NotificationEmitter emitter) {
        emitter.addNotificationListener(this, null, null);
        emitters.add(emitter);
      }
    }
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (TYPE.equals(notification.getType())
        && notification.getUserData() instanceof CompositeData data
        && data.get("gcInfo") instanceof CompositeData info
        && info.get("duration") instanceof Long millis) {
      Pauses pauses = byCollector.get(String.valueOf(data.get("gcName")));
      if (pauses != null) {
        pauses.add(millis);
      }
    }
  }

  @Override
  public List<MetricFamily> metrics() {
    List<Sample> samples = new ArrayList<>();
    byCollector.forEach(
        (name, pauses) -> samples.add(new Sample(Map.of("gc", name), pauses.reading())));
    return List.of(
        MetricFamily.histogram(
            "jvm_gc_pause_seconds", "Pauses of the garbage collector.", samples));
  }

  @Override
  public void close() {
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(this);
      } catch (ListenerNotFoundException e) {
        LOG.debug("The collector forgot its listener already", e);
      }
    }
  }
}
