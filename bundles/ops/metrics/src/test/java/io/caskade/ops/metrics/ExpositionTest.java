package io.caskade.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Reading;
import io.caskade.api.ops.MetricFamily.Sample;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionTest {
  private static final List<MetricFamily> FAMILIES =
      List.of(
          MetricFamily.counter(
              "ecms", "ECMs.", List.of(Sample.of(Map.of("network", "a\"b\\c"), 3))),
          MetricFamily.gauge("heap_bytes", "Heap.", 12.5),
          MetricFamily.histogram(
              "answer_seconds",
              "Answers.",
              List.of(
                  new Sample(
                      Map.of("network", "main", "listener", "x"),
                      new Reading.Distribution(List.of(0.001, 0.5), List.of(2L, 1L, 4L), 7.25)))));

  private static String write(String type) throws IOException {
    StringWriter text = new StringWriter();
    Exposition.write(type, text, FAMILIES);
    return text.toString();
  }

  @Test
  void whoDoesNotSayGetsOpenMetricsAndWhoAsksForTextGetsText() {
    for (String accept :
        new String[] {null, "", "*/*", "application/openmetrics-text;version=1.0.0,*/*;q=0.1"}) {
      assertThat(Exposition.contentType(accept)).startsWith("application/openmetrics-text");
    }
    assertThat(Exposition.contentType("text/plain;version=0.0.4")).startsWith("text/plain");
    assertThat(Exposition.contentType("text/html,*/*;q=0.8")).startsWith("text/plain");
  }

  @Test
  void openMetricsIsAsTheStandardWantsIt() throws IOException {
    assertThat(write("application/openmetrics-text; version=1.0.0; charset=utf-8"))
        .isEqualTo(
            """
            # TYPE caskade_ecms counter
            # HELP caskade_ecms ECMs.
            caskade_ecms_total{network="a\\"b\\\\c"} 3.0
            # TYPE caskade_heap_bytes gauge
            # HELP caskade_heap_bytes Heap.
            caskade_heap_bytes 12.5
            # TYPE caskade_answer_seconds histogram
            # HELP caskade_answer_seconds Answers.
            caskade_answer_seconds_bucket{listener="x",network="main",le="0.001"} 2.0
            caskade_answer_seconds_bucket{listener="x",network="main",le="0.5"} 3.0
            caskade_answer_seconds_bucket{listener="x",network="main",le="+Inf"} 7.0
            caskade_answer_seconds_count{listener="x",network="main"} 7.0
            caskade_answer_seconds_sum{listener="x",network="main"} 7.25
            # EOF
            """);
  }

  @Test
  void theFormatBeforeItNamesTheTotalInItsType() throws IOException {
    assertThat(write("text/plain; version=0.0.4; charset=utf-8"))
        .contains("# TYPE caskade_ecms_total counter\n")
        .doesNotContain("# EOF");
  }
}
