package io.caskade.ops.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.MetricFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scrape shows of a node, in virtual time. */
class ClusterMetricsTest {
  private static final String EMM = "emm 0B000001:1:mux:41000";

  @TempDir private Path folder;
  private long nanos = Duration.ofDays(20_000).toNanos();
  private final SharedTable table = new SharedTable(() -> nanos);
  private final SharedTable.Way way = table.seenBy();

  @Test
  void aNodeTellsWhatItOwnsWhoLivesAndWhetherTheDatabaseAnswers() {
    var node =
        new ClusterNode(
            new Identity("north", "1-1", "1.0", "north.example.net"),
            () -> way,
            () -> {},
            new OwnedFile(folder.resolve("owned")),
            () -> Instant.EPOCH.plusNanos(nanos).plusMillis(700),
            () -> nanos);
    var metrics = new ClusterMetrics(node);
    node.rights().claim(EMM, () -> {});
    assertThat(readings(metrics))
        .containsEntry("cluster_database_away", 1.0)
        .containsEntry("cluster_admitted", 0.0)
        .containsEntry("cluster_lease_owned" + Map.of("right", EMM), 0.0);

    for (int second = 0; second < 20; second++) {
      nanos += Duration.ofSeconds(1).toNanos();
      node.round();
    }
    assertThat(readings(metrics))
        .containsEntry("cluster_database_away", 0.0)
        .containsEntry("cluster_admitted", 1.0)
        .containsEntry("cluster_node_live" + Map.of("node", "north"), 1.0)
        .containsEntry("cluster_node_clock_offset_seconds" + Map.of("node", "north"), 0.7)
        .containsEntry("cluster_lease_owned" + Map.of("right", EMM), 1.0)
        .containsEntry("cluster_lease_epoch" + Map.of("right", EMM), 1.0);
  }

  private static Map<String, Double> readings(ClusterMetrics metrics) {
    var readings = new TreeMap<String, Double>();
    for (MetricFamily family : metrics.metrics()) {
      for (MetricFamily.Sample sample : family.samples()) {
        readings.put(
            family.name() + (sample.labels().isEmpty() ? "" : sample.labels()),
            ((MetricFamily.Reading.Value) sample.reading()).value());
      }
    }
    return readings;
  }
}
