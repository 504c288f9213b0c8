package io.caskade.ops.metrics;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Reading;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Metrics as text: OpenMetrics 1.0, or the format before it for those who ask for that. */
final class Exposition {
  private static final String PREFIX = "caskade_";

  private Exposition() {}

  /**
   * The content type to answer with.
   *
   * @param accept header of the request
   */
  static String contentType(@Nullable String accept) {
    boolean any = accept == null || accept.isBlank() || accept.strip().equals("*/*");
    return any ? TextFormat.CONTENT_TYPE_OPENMETRICS_100 : TextFormat.chooseContentType(accept);
  }

  static void write(String contentType, Writer out, List<MetricFamily> families)
      throws IOException {
    TextFormat.writeFormat(
        contentType,
        out,
        Collections.enumeration(families.stream().map(Exposition::samples).toList()));
  }

  private static MetricFamilySamples samples(MetricFamily family) {
    String name = PREFIX + family.name();
    List<MetricFamilySamples.Sample> samples = new ArrayList<>();
    for (MetricFamily.Sample sample : family.samples()) {
      List<String> names = new ArrayList<>(sample.labels().keySet());
      Collections.sort(names);
      List<String> values = new ArrayList<>(names.size());
      for (String label : names) {
        values.add(Objects.requireNonNull(sample.labels().get(label)));
      }
      if (sample.reading() instanceof Reading.Value reading) {
        samples.add(new MetricFamilySamples.Sample(name, names, values, reading.value()));
      } else if (sample.reading() instanceof Reading.Distribution distribution) {
        addBuckets(samples, name, names, values, distribution);
      }
    }
    return new MetricFamilySamples(name, type(family.kind()), family.help(), samples);
  }

  private static void addBuckets(
      List<MetricFamilySamples.Sample> samples,
      String name,
      List<String> names,
      List<String> values,
      Reading.Distribution distribution) {
    List<String> withBound = new ArrayList<>(names);
    withBound.add("le");
    long below = 0;
    for (int i = 0; i < distribution.counts().size(); i++) {
      below += distribution.counts().get(i);
      boolean last = i == distribution.bounds().size();
      double bound = last ? Double.POSITIVE_INFINITY : distribution.bounds().get(i);
      List<String> bounded = new ArrayList<>(values);
      bounded.add(Collector.doubleToGoString(bound));
      samples.add(new MetricFamilySamples.Sample(name + "_bucket", withBound, bounded, below));
    }
    samples.add(new MetricFamilySamples.Sample(name + "_count", names, values, below));
    samples.add(new MetricFamilySamples.Sample(name + "_sum", names, values, distribution.sum()));
  }

  private static Collector.Type type(MetricFamily.Kind kind) {
    return switch (kind) {
      case COUNTER -> Collector.Type.COUNTER;
      case GAUGE -> Collector.Type.GAUGE;
      case HISTOGRAM -> Collector.Type.HISTOGRAM;
    };
  }
}
