package io.caskade.ops.cluster;

import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.NodeCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What this node knows of the pair, for those who watch. It asks no database. Any thread. */
final class ClusterMetrics implements MetricSource {
  private static final double MILLIS = 1e3;

  private final ClusterNode node;

  ClusterMetrics(ClusterNode node) {
    this.node = node;
  }

  @Override
  public List<MetricFamily> metrics() {
    ClusterRounds.View view = node.rounds().view();
    return List.of(
        MetricFamily.gauge(
            "cluster_admitted",
            "1 when this node may take rights over.",
            view.admitted() && view.refused().isEmpty() ? 1 : 0),
        MetricFamily.gauge(
            "cluster_database_away",
            "1 while the database that keeps the rights does not answer.",
            view.away().isEmpty() ? 0 : 1),
        MetricFamily.gauge(
            "cluster_node_live", "1 for each node that was heard of lately.", nodes(view)),
        MetricFamily.gauge(
            "cluster_node_clock_offset_seconds",
            "Clock of a node minus that of the database.",
            offsets(view)),
        MetricFamily.gauge("cluster_lease_owned", "1 when this node acts for a stream.", owned()),
        MetricFamily.gauge(
            "cluster_lease_epoch",
            "Highest epoch of a stream's ownership that was seen; grows with each owner.",
            epochs()));
  }

  private static List<Sample> nodes(ClusterRounds.View view) {
    return view.nodes().stream().map(card -> Sample.of(label(card), card.live() ? 1 : 0)).toList();
  }

  private static List<Sample> offsets(ClusterRounds.View view) {
    return view.nodes().stream()
        .filter(NodeCard::live)
        .map(card -> Sample.of(label(card), card.clockOffset().toMillis() / MILLIS))
        .toList();
  }

  private static Map<String, String> label(NodeCard card) {
    return Map.of("node", card.node());
  }

  private List<Sample> owned() {
    var samples = new ArrayList<Sample>();
    for (Right right : node.rights().all()) {
      samples.add(Sample.of(Map.of("right", right.name()), right.standing().owns() ? 1 : 0));
    }
    return samples;
  }

  private List<Sample> epochs() {
    var samples = new ArrayList<Sample>();
    for (Right right : node.rights().all()) {
      samples.add(Sample.of(Map.of("right", right.name()), right.standing().epoch()));
    }
    return samples;
  }
}
