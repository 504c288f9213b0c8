package io.caskade.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Reading;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HarvestTest {
  private final Harvest harvest = new Harvest(() -> 100);

  private static MetricSource gauge(String name, String label, double value) {
    return () ->
        List.of(
            MetricFamily.gauge(name, "Help.", List.of(Sample.of(Map.of("name", label), value))));
  }

  private List<Sample> read(String name, MetricSource... sources) {
    return harvest.gather(List.of(sources)).stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow()
        .samples();
  }

  private double counter(String name) {
    return ((Reading.Value) read(name).get(0).reading()).value();
  }

  @Test
  void twoSourcesMayAddToOneFamily() {
    assertThat(read("a", gauge("a", "one", 1), gauge("b", "x", 0), gauge("a", "two", 2)))
        .extracting(sample -> sample.labels().get("name"))
        .containsExactly("one", "two");
  }

  @Test
  void nothingIsToldTwiceAndNothingOfAnotherKind() {
    MetricSource counter = () -> List.of(MetricFamily.counter("a", "Help.", 3));
    assertThat(read("a", gauge("a", "one", 1), gauge("a", "one", 2), counter)).hasSize(1);
    assertThat(counter("metrics_cut_samples")).isEqualTo(2);
  }

  @Test
  void aFamilyWithoutBoundIsCut() {
    MetricSource endless =
        () ->
            List.of(
                MetricFamily.gauge(
                    "a",
                    "Help.",
                    IntStream.range(0, 1_000)
                        .mapToObj(i -> Sample.of(Map.of("name", "n" + i), i))
                        .toList()));
    assertThat(read("a", endless)).hasSize(100);
    assertThat(counter("metrics_cut_samples")).isEqualTo(900);
  }

  @Test
  void aSourceThatFailsCostsItsOwnMetricsOnly() {
    MetricSource failing =
        () -> {
          throw new IllegalStateException("on purpose");
        };
    assertThat(read("a", failing, gauge("a", "one", 1))).hasSize(1);
    assertThat(counter("metrics_source_failures")).isEqualTo(1);
  }
}
