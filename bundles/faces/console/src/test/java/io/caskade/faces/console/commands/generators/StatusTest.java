package io.caskade.faces.console.commands.generators;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Peer;
import io.caskade.faces.console.commands.Output;
import io.caskade.faces.console.commands.Texts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTest {
  private final Status status = new Status();

  private String shown() {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    status.run(
        new Output(
            new PrintStream(screen, true, StandardCharsets.UTF_8),
            new Texts(Locale.ENGLISH),
            false));
    return screen.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anAlarmIsShownOnceThoughTheShellListsItsEndpointAsASourceToo() {
    Away output = new Away();
    AlarmSource mirror =
        () ->
            List.of(
                new Alarm(
                    AlarmCode.DATABASE_STARTING, "card mirror", Instant.EPOCH, List.of("a while")));
    status.endpoints = List.of(output);
    status.sources = List.of(output, mirror);

    assertThat(shown())
        .containsOnlyOnce("emmg north: The mux at 127.0.0.1:7 does not answer: refused.")
        .containsOnlyOnce("card mirror: The database is starting: a while.");
  }

  @Test
  void equalAlarmsOfTwoEndpointsAreBothShown() {
    status.endpoints = List.of(new Away(), new Away());

    assertThat(shown().split("does not answer", -1)).hasSize(3);
  }

  @Test
  void withoutAlarmsItSaysSo() {
    assertThat(shown()).contains("No alarms.");
  }

  /** An output whose mux is away. */
  private static final class Away implements Endpoint {
    @Override
    public String kind() {
      return "emmg";
    }

    @Override
    public String name() {
      return "north";
    }

    @Override
    public EndpointState state() {
      return EndpointState.STARTING;
    }

    @Override
    public Instant since() {
      return Instant.EPOCH;
    }

    @Override
    public String detail() {
      return "is tried again";
    }

    @Override
    public Map<String, Long> counters() {
      return Map.of();
    }

    @Override
    public List<Peer> peers() {
      return List.of();
    }

    @Override
    public List<Alarm> alarms() {
      return List.of(
          new Alarm(
              AlarmCode.MUX_UNREACHABLE,
              "emmg north",
              Instant.EPOCH,
              List.of("127.0.0.1:7", "refused")));
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
  }
}
