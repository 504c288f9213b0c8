package io.caskade.ops.replica;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.Peer;
import io.caskade.api.ops.ReplicaStatus;
import io.caskade.ops.replica.Situation.Heard;
import io.caskade.ops.replica.Situation.Trouble;
import io.caskade.ops.replica.wire.Hello;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The node as faces and metrics show it. */
final class ReplicaEndpoint implements Endpoint, MetricSource {
  /** Who was not heard of for longer is not there. */
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final ReplicaNode node;
  private final ReplicaDesk desk;
  private final Figures figures;
  private final LongSupplier strangers;
  private @Nullable Instant refusedSince;
  private @Nullable Instant behindSince;

  /**
   * @param strangers connections that got nowhere
   */
  ReplicaEndpoint(ReplicaNode node, ReplicaDesk desk, Figures figures, LongSupplier strangers) {
    this.node = node;
    this.desk = desk;
    this.figures = figures;
    this.strangers = strangers;
  }

  @Override
  public String kind() {
    return "replica";
  }

  @Override
  public String name() {
    return node.settings().node();
  }

  @Override
  public EndpointState state() {
    ReplicaState state = node.situation().state();
    if (node.trouble().refused() || state == ReplicaState.DIVERGED) {
      return EndpointState.FAILED;
    }
    return switch (state) {
      case ASKING -> EndpointState.STARTING;
      case ACTIVE -> EndpointState.RUNNING;
      default -> EndpointState.STANDBY;
    };
  }

  @Override
  public Instant since() {
    return node.situation().since();
  }

  @Override
  public String detail() {
    return desk.detail(node.situation());
  }

  @Override
  public Map<String, Long> counters() {
    var counters = new LinkedHashMap<String, Long>();
    counters.put("rounds", figures.rounds.get());
    counters.put("rows", figures.rows.get());
    counters.put("failures", figures.failures.get());
    counters.put("rounds_served", figures.served.get());
    counters.put("connections_refused", strangers.getAsLong());
    return counters;
  }

  @Override
  public List<Peer> peers() {
    @Nullable Heard heard = node.heard();
    if (heard == null || node.nanos() - heard.at() > FRESH.toNanos()) {
      return List.of();
    }
    Hello hello = heard.hello();
    var facts = new LinkedHashMap<String, String>();
    facts.put("node", hello.node());
    facts.put("state", hello.state());
    facts.put("epoch", Long.toString(hello.epoch()));
    facts.put("build", hello.build());
    String address = node.settings().peerAddress().map(PeerAddress::toString).orElse(hello.node());
    return List.of(new Peer(address, hello.wall(), facts));
  }

  @Override
  public synchronized List<Alarm> alarms() {
    var alarms = new ArrayList<Alarm>();
    Trouble trouble = node.trouble();
    Instant now = node.wall().instant();
    if (!trouble.refused()) {
      refusedSince = null;
    } else {
      refusedSince = refusedSince == null ? now : refusedSince;
      AlarmCode code =
          node.situation().state() == ReplicaState.DIVERGED
              ? AlarmCode.STANDBY_DIVERGED
              : AlarmCode.NODE_REFUSED;
      alarms.add(new Alarm(code, subject(), refusedSince, List.of(trouble.why())));
    }
    Duration behind = desk.behind();
    if (behind.compareTo(node.settings().alarm()) <= 0) {
      behindSince = null;
    } else {
      behindSince = behindSince == null ? now : behindSince;
      alarms.add(
          new Alarm(
              AlarmCode.STANDBY_BEHIND,
              subject(),
              behindSince,
              List.of(Long.toString(behind.toSeconds()), why(trouble))));
    }
    return alarms;
  }

  private String subject() {
    return "replica " + name();
  }

  private static String why(Trouble trouble) {
    return trouble.why().isEmpty() ? "it does not ask" : trouble.why();
  }

  @Override
  public List<MetricFamily> metrics() {
    ReplicaStatus status = desk.status();
    return List.of(
        MetricFamily.gauge(
            "replica_state",
            "1 for the state of this node of a pair: asking, active, standby or diverged.",
            Arrays.stream(ReplicaState.values())
                .map(ReplicaState::word)
                .map(word -> Sample.of(Map.of("state", word), word.equals(status.state()) ? 1 : 0))
                .toList()),
        MetricFamily.gauge(
            "replica_epoch",
            "Epoch of the active node; grows with each promotion.",
            status.epoch()),
        MetricFamily.gauge(
            "replica_behind_seconds",
            "Age of what the standby has, as this node knows it.",
            status.behind().toMillis() / 1_000.0),
        MetricFamily.gauge(
            "replica_missing_rows",
            "Rows of the active node's journal that the standby did not have when last heard.",
            status.missing()),
        MetricFamily.counter(
            "replica_rounds", "Rounds that this node took in.", figures.rounds.get()),
        MetricFamily.counter("replica_rows", "Rows that this node took in.", figures.rows.get()),
        MetricFamily.counter(
            "replica_failures", "Rounds that failed at this node.", figures.failures.get()),
        MetricFamily.counter(
            "replica_served_rounds", "Rounds that the other node got.", figures.served.get()),
        MetricFamily.counter(
            "replica_refused_connections",
            "Connections of strangers, and more than one node needs.",
            strangers.getAsLong()));
  }

  @Override
  public void start() {
    // It runs as long as its setting says so: a stopped pair would be two active nodes in waiting.
  }

  @Override
  public void stop() {
    // See start().
  }
}
