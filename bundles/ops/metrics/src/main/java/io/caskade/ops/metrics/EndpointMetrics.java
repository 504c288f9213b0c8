package io.caskade.ops.metrics;

import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * State, peers and counters of every transport and driver. An endpoint's counters are totals,
 * except those whose name says that they go up and down.
 */
final class EndpointMetrics implements MetricSource {
  private static final Pattern GAUGE = Pattern.compile(".*_(open|kbit)|answer_.*_us");

  private final Supplier<List<Endpoint>> endpoints;

  EndpointMetrics(Supplier<List<Endpoint>> endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public List<MetricFamily> metrics() {
    List<Sample> states = new ArrayList<>();
    List<Sample> since = new ArrayList<>();
    List<Sample> peers = new ArrayList<>();
    Map<String, List<Sample>> counters = new LinkedHashMap<>();
    for (Endpoint endpoint : endpoints.get()) {
      Map<String, String> labels = Map.of("kind", endpoint.kind(), "name", endpoint.name());
      addStates(states, labels, endpoint.state());
      since.add(Sample.of(labels, endpoint.since().getEpochSecond()));
      peers.add(Sample.of(labels, endpoint.peers().size()));
      endpoint
          .counters()
          .forEach(
              (name, value) ->
                  counters
                      .computeIfAbsent(name, unused -> new ArrayList<>())
                      .add(Sample.of(labels, value)));
    }
    List<MetricFamily> all = new ArrayList<>();
    all.add(
        MetricFamily.gauge(
            "endpoint_state", "1 for the state in which a transport or driver is.", states));
    all.add(
        MetricFamily.gauge(
            "endpoint_state_since_seconds", "Since when, in seconds since 1970.", since));
    all.add(MetricFamily.gauge("endpoint_peers", "Live peers, sessions or connections.", peers));
    counters.forEach((name, samples) -> all.add(family(name, samples)));
    return all;
  }

  private static void addStates(
      List<Sample> states, Map<String, String> labels, EndpointState present) {
    for (EndpointState state : EndpointState.values()) {
      Map<String, String> withState = new LinkedHashMap<>(labels);
      withState.put("state", state.name().toLowerCase(Locale.ROOT));
      states.add(Sample.of(withState, state == present ? 1 : 0));
    }
  }

  private static MetricFamily family(String counter, List<Sample> samples) {
    String name = "endpoint_" + counter;
    String help = "As endpoints count it: " + counter.replace('_', ' ') + ".";
    return GAUGE.matcher(counter).matches()
        ? MetricFamily.gauge(name, help, samples)
        : MetricFamily.counter(name, help, samples);
  }
}
