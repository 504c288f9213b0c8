package io.caskade.ops.cluster;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.LeaseRow;
import io.caskade.api.ops.NodeCard;
import io.caskade.api.ops.Peer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The node as faces and metrics show it; stopping it hands all its rights to the others. */
final class ClusterEndpoint implements Endpoint {
  private final ClusterNode node;
  private final Runnable poke;
  private final InstantSource clock;
  private Instant since;
  private EndpointState seen = EndpointState.STANDBY;
  private Instant refusedSince = Instant.EPOCH;
  private String refusedSeen = "";

  ClusterEndpoint(ClusterNode node, Runnable poke, InstantSource clock) {
    this.node = node;
    this.poke = poke;
    this.clock = clock;
    this.since = clock.instant();
  }

  @Override
  public String kind() {
    return "cluster";
  }

  @Override
  public String name() {
    return node.node();
  }

  @Override
  public synchronized EndpointState state() {
    EndpointState now = stateNow();
    if (now != seen) {
      seen = now;
      since = clock.instant();
    }
    return now;
  }

  private EndpointState stateNow() {
    ClusterRounds.View view = node.rounds().view();
    if (node.rounds().paused()) {
      return EndpointState.STOPPED;
    }
    if (!view.refused().isEmpty()) {
      return EndpointState.FAILED;
    }
    return view.admitted() && view.away().isEmpty() ? EndpointState.RUNNING : EndpointState.STANDBY;
  }

  @Override
  public synchronized Instant since() {
    state();
    return since;
  }

  @Override
  public String detail() {
    ClusterRounds.View view = node.rounds().view();
    long owned = node.rights().owned().size();
    long all = node.rights().all().size();
    if (node.rounds().paused()) {
      return "Stopped: takes nothing over and gives back what it had.";
    }
    if (!view.refused().isEmpty()) {
      return "Takes nothing over: " + view.refused() + ".";
    }
    if (!view.away().isEmpty()) {
      return "The database does not answer: rights stay where they are, %d of %d here."
          .formatted(owned, all);
    }
    return view.admitted()
        ? "Owns %d of %d rights.".formatted(owned, all)
        : "Asks whether it may take part.";
  }

  @Override
  public Map<String, Long> counters() {
    var counters = new LinkedHashMap<String, Long>();
    counters.put("rounds", node.rounds().count());
    counters.put("rights_lost", node.losses().count());
    return counters;
  }

  /** The other nodes that live. */
  @Override
  public List<Peer> peers() {
    ClusterRounds.View view = node.rounds().view();
    var peers = new ArrayList<Peer>();
    for (NodeCard card : view.nodes()) {
      if (card.live() && !card.node().equals(node.node())) {
        peers.add(new Peer(card.address(), card.seenAt(), facts(card, view.leases())));
      }
    }
    return peers;
  }

  private static Map<String, String> facts(NodeCard card, List<LeaseRow> leases) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("node", card.node());
    facts.put("build", card.build());
    facts.put("clock_offset_ms", Long.toString(card.clockOffset().toMillis()));
    long owns = leases.stream().filter(row -> row.held() && row.node().equals(card.node())).count();
    facts.put("owns", Long.toString(owns));
    return facts;
  }

  @Override
  public List<Alarm> alarms() {
    var alarms = new ArrayList<Alarm>(node.losses().alarms());
    refusal(node.rounds().view().refused(), alarms);
    return alarms;
  }

  private synchronized void refusal(String refused, List<Alarm> alarms) {
    if (!refused.equals(refusedSeen)) {
      refusedSince = clock.instant();
      refusedSeen = refused;
    }
    if (!refused.isEmpty()) {
      alarms.add(
          new Alarm(AlarmCode.NODE_REFUSED, "cluster " + name(), refusedSince, List.of(refused)));
    }
  }

  @Override
  public void start() {
    node.rounds().pause(false);
    poke.run();
  }

  @Override
  public void stop() {
    node.rounds().pause(true);
    poke.run();
  }
}
