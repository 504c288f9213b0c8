package io.caskade.cards.readers;

import io.caskade.api.base.Octets;
import io.caskade.api.cards.ReaderId;
import io.caskade.api.cards.ReaderState;
import io.caskade.api.cards.ReaderStatus;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.api.ops.MetricSource;
import io.caskade.api.ops.Peer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A reader as faces, metrics and alarms show it. */
final class ReaderEndpoint implements Endpoint, MetricSource {
  /** So long an update of a driver or a restart of pcscd may take without an alarm. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Reader reader;
  private final ReaderId id;
  private final InstantSource clock;

  ReaderEndpoint(Reader reader, InstantSource clock) {
    this.reader = reader;
    this.id = reader.book().id();
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "reader";
  }

  @Override
  public String name() {
    return id.name();
  }

  @Override
  public EndpointState state() {
    return switch (reader.book().status().state()) {
      case STOPPED -> EndpointState.STOPPED;
      case NO_READER -> EndpointState.STARTING;
      case NO_DRIVER, UNUSABLE -> EndpointState.FAILED;
      case EMPTY, READY, BUSY -> EndpointState.RUNNING;
    };
  }

  @Override
  public Instant since() {
    return reader.book().status().since();
  }

  @Override
  public String detail() {
    ReaderStatus status = reader.book().status();
    return switch (status.state()) {
      case STOPPED -> "Stopped.";
      case NO_DRIVER -> "Waits for driver " + id.driver() + ", which is not installed.";
      case EMPTY -> "No card is in it.";
      case READY, BUSY -> "A card is in it: " + card(status) + ".";
      case NO_READER, UNUSABLE ->
          status.lastError().map(ReaderEndpoint::text).orElse("Looks for the reader.");
    };
  }

  private static String card(ReaderStatus status) {
    return status
        .serial()
        .map(serial -> serial.printed())
        .or(() -> status.card().map(Octets::hex))
        .orElse("");
  }

  private static String text(ReaderStatus.LastError error) {
    return error.code().text(Locale.ENGLISH, error.arguments().toArray());
  }

  @Override
  public Map<String, Long> counters() {
    ReaderStatus status = reader.book().status();
    var counters = new LinkedHashMap<String, Long>();
    counters.put("exchanges", status.exchanges());
    counters.put("failures", status.failures());
    counters.put("refused_busy", reader.book().refusals());
    return counters;
  }

  /** The card in it, if it is ours. */
  @Override
  public List<Peer> peers() {
    ReaderStatus status = reader.book().status();
    return status.card().stream()
        .map(answer -> new Peer(card(status), status.since(), Map.of("driver", id.driver())))
        .toList();
  }

  @Override
  public List<MetricFamily> metrics() {
    ReaderState now = reader.book().status().state();
    return List.of(
        MetricFamily.gauge(
            "reader_state",
            "1 for what a card reader does.",
            Arrays.stream(ReaderState.values())
                .map(state -> Sample.of(labels(state), state == now ? 1 : 0))
                .toList()));
  }

  private Map<String, String> labels(ReaderState state) {
    return Map.of(
        "reader", id.name(),
        "driver", id.driver(),
        "state", state.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Alarm> alarms() {
    ReaderStatus status = reader.book().status();
    if (status.since().plus(GRACE).isAfter(clock.instant())) {
      return List.of();
    }
    String subject = "reader " + id.name();
    return switch (status.state()) {
      case NO_DRIVER ->
          List.of(
              new Alarm(
                  AlarmCode.READER_WITHOUT_DRIVER,
                  subject,
                  status.since(),
                  List.of(id.name(), id.driver())));
      case NO_READER ->
          List.of(
              new Alarm(AlarmCode.READER_UNREACHED, subject, status.since(), List.of(id.name())));
      default -> List.of();
    };
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public void stop() {
    reader.stop();
  }
}
