package io.caskade.api.ops;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One thing that is measured, for all its labels (OpenMetrics 1.0).
 *
 * @param name in lower case with underscores and its unit at the end, without {@code caskade_} and
 *     without {@code _total}, for example {@code ecmg_answer_seconds}
 * @param help one sentence in English
 */
public record MetricFamily(String name, Kind kind, String help, List<Sample> samples) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  /** What its readings are. */
  public enum Kind {
    /** Only grows, from zero at start. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    HISTOGRAM
  }

  /**
   * One reading.
   *
   * @param labels by name; values that are few and stay few, never a card or a secret
   */
  public record Sample(Map<String, String> labels, Reading reading) {
    public Sample {
      labels = Map.copyOf(labels);
    }

    /** A reading of a counter or a gauge. */
    public static Sample of(Map<String, String> labels, double value) {
      return new Sample(labels, new Reading.Value(value));
    }
  }

  /** What was read. */
  public sealed interface Reading {
    /** Of a counter or a gauge. */
    record Value(double value) implements Reading {}

    /**
     * Of a histogram.
     *
     * @param bounds upper bounds, rising, without infinity
     * @param counts readings at or below each bound and above the one before; one more than bounds,
     *     the last for those above all of them
     * @param sum of all readings
     */
    record Distribution(List<Double> bounds, List<Long> counts, double sum) implements Reading {
      public Distribution {
        bounds = List.copyOf(bounds);
        counts = List.copyOf(counts);
        if (counts.size() != bounds.size() + 1) {
          throw new IllegalArgumentException(
              bounds.size() + " bounds need " + (bounds.size() + 1) + " counts");
        }
      }
    }
  }

  public MetricFamily {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a metric: " + name);
    }
    samples = List.copyOf(samples);
  }

  public static MetricFamily counter(String name, String help, List<Sample> samples) {
    return new MetricFamily(name, Kind.COUNTER, help, samples);
  }

  public static MetricFamily gauge(String name, String help, List<Sample> samples) {
    return new MetricFamily(name, Kind.GAUGE, help, samples);
  }

  public static MetricFamily histogram(String name, String help, List<Sample> samples) {
    return new MetricFamily(name, Kind.HISTOGRAM, help, samples);
  }

  /** A counter without labels. */
  public static MetricFamily counter(String name, String help, double value) {
    return counter(name, help, List.of(Sample.of(Map.of(), value)));
  }

  /** A gauge without labels. */
  public static MetricFamily gauge(String name, String help, double value) {
    return gauge(name, help, List.of(Sample.of(Map.of(), value)));
  }
}
