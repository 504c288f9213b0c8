package io.caskade.ops.metrics;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Reading;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readings of all sources as one list: families of one name together, labels clean, nothing
 * twice, nothing without bound. A source that fails costs its own metrics only. Any thread.
 */
final class Harvest {
  private static final Logger LOG = LoggerFactory.getLogger(Harvest.class);

  private final IntSupplier mostSamples;
  private final LongAdder cut = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /**
   * @param mostSamples of one family
   */
  Harvest(IntSupplier mostSamples) {
    this.mostSamples = mostSamples;
  }

  /** Ordered by name. */
  List<MetricFamily> gather(Collection<? extends MetricSource> sources) {
    Map<String, Merged> byName = new TreeMap<>();
    Labels labels = new Labels();
    for (MetricSource source : sources) {
      for (MetricFamily family : read(source)) {
        byName.computeIfAbsent(family.name(), name -> new Merged(family, labels)).add(family);
      }
    }
    List<MetricFamily> all = new ArrayList<>();
    byName.values().forEach(merged -> all.add(merged.family()));
    all.add(
        MetricFamily.counter(
            "metrics_cut_samples", "Samples left out: too many, or twice the same.", cut.sum()));
    all.add(
        MetricFamily.counter(
            "metrics_source_failures", "Sources that failed when they were read.", failures.sum()));
    return all;
  }

  private List<MetricFamily> read(MetricSource source) {
    String name = source.getClass().getName();
    try {
      List<MetricFamily> read = source.metrics();
      failing.remove(name);
      return read;
    } catch (RuntimeException | LinkageError e) {
      failures.increment();
      if (failing.add(name)) {
        LOG.warn("Metrics of {} cannot be read; the others are shown", name, e);
      }
      return List.of();
    }
  }

  /** What several sources say about one thing. */
  private final class Merged {
    private final MetricFamily first;
    private final Labels clean;
    private final List<Sample> samples = new ArrayList<>();
    private final Set<Map<String, String>> seen = new HashSet<>();

    Merged(MetricFamily first, Labels clean) {
      this.first = first;
      this.clean = clean;
    }

    void add(MetricFamily family) {
      for (Sample sample : family.samples()) {
        Map<String, String> labels = clean.clean(sample.labels());
        boolean fits =
            family.kind() == first.kind()
                && isFor(first.kind(), sample.reading())
                && samples.size() < mostSamples.getAsInt()
                && seen.add(labels);
        if (fits) {
          samples.add(new Sample(labels, sample.reading()));
        } else {
          cut.increment();
        }
      }
    }

    MetricFamily family() {
      return new MetricFamily(first.name(), first.kind(), first.help(), samples);
    }
  }

  private static boolean isFor(MetricFamily.Kind kind, Reading reading) {
    return (kind == MetricFamily.Kind.HISTOGRAM) == (reading instanceof Reading.Distribution);
  }
}
