package io.caskade.ops.metrics;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Peer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An endpoint that is as the test says. */
final class PlayedEndpoint implements Endpoint {
  private final String kind;
  private final String name;
  private volatile EndpointState state = EndpointState.RUNNING;
  private volatile String detail = "Listens on 127.0.0.1:42000.";
  private volatile List<Alarm> alarms = List.of();

  PlayedEndpoint(String kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  void state(EndpointState present, String text) {
    state = present;
    detail = text;
  }

  void alarm(Alarm alarm) {
    alarms = List.of(alarm);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public EndpointState state() {
    return state;
  }

  @Override
  public Instant since() {
    return Instant.EPOCH;
  }

  @Override
  public String detail() {
    return detail;
  }

  @Override
  public Map<String, Long> counters() {
    return Map.of("ecms", 11L, "sessions_open", 2L, "closed_by_us", 1L, "answer_p99_us", 250L);
  }

  @Override
  public List<Peer> peers() {
    return List.of(new Peer("192.0.2.1:4711", Instant.EPOCH, Map.of()));
  }

  @Override
  public List<Alarm> alarms() {
    return alarms;
  }

  @Override
  public void start() {
    throw new UnsupportedOperationException("watching starts nothing");
  }

  @Override
  public void stop() {
    throw new UnsupportedOperationException("watching stops nothing");
  }
}
