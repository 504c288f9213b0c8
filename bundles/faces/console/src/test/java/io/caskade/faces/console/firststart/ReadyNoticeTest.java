package io.caskade.faces.console.firststart;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.AlarmSource;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadyNoticeTest {
  @Test
  void namesListenersConsoleCredentialsAndLog() {
    ReadyNotice notice =
        new ReadyNotice(
            Duration.ofMillis(7_340),
            List.of(new Listener("spare"), new Listener("main")),
            "127.0.0.1:8101",
            "/srv/caskade/etc",
            "/srv/caskade/data/log/caskade.log",
            List.of(),
            Optional.empty());

    assertThat(notice.text())
        .isEqualToNormalizingNewlines(
            """
            Caskade is ready after 7.3 s
              ecmg main      RUNNING, listens on 127.0.0.1:42000
              ecmg spare     RUNNING, listens on 127.0.0.1:42000
              console        ssh -i /srv/caskade/etc/console.key -p 8101 admin@127.0.0.1
              credentials    /srv/caskade/etc/initial-credentials.properties
              settings       /srv/caskade/etc
              log            /srv/caskade/data/log/caskade.log
            """);
  }

  @Test
  void namesBundlesThatDoNotRun() {
    ReadyNotice notice =
        new ReadyNotice(
            Duration.ZERO,
            List.of(),
            "::1:8101",
            "/e",
            "/l",
            List.of("caskade-store-jpa"),
            Optional.empty());

    assertThat(notice.text())
        .contains("not running    caskade-store-jpa (the log says why)")
        .contains("ssh -i /e/console.key -p 8101 admin@::1");
  }

  @Test
  void saysThatManagementStillWaitsForTheDatabase() {
    AlarmSource mirror =
        () ->
            List.of(
                new Alarm(AlarmCode.CLOCK_STEPPED, "ECM time", Instant.EPOCH, List.of(5)),
                new Alarm(
                    AlarmCode.DATABASE_STARTING,
                    "card mirror",
                    Instant.EPOCH,
                    List.of("JPA starts")));
    ReadyNotice notice =
        new ReadyNotice(
            Duration.ZERO,
            List.of(),
            "::1:8101",
            "/e",
            "/l",
            List.of(),
            new DatabaseWait(List.of(mirror)).reason());

    assertThat(notice.text())
        .contains(
            "management     still waits for the database. The database is starting: JPA starts.");
  }

  @Test
  void otherAlarmsAreNoWaitForTheDatabase() {
    AlarmSource issuer =
        () -> List.of(new Alarm(AlarmCode.CLOCK_STEPPED, "ECM time", Instant.EPOCH, List.of(5)));

    assertThat(new DatabaseWait(List.of(issuer)).reason()).isEmpty();
  }

  private record Listener(String name) implements Endpoint {
    @Override
    public String kind() {
      return "ecmg";
    }

    @Override
    public EndpointState state() {
      return EndpointState.RUNNING;
    }

    @Override
    public Instant since() {
      return Instant.EPOCH;
    }

    @Override
    public String detail() {
      return "listens on 127.0.0.1:42000";
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
      return List.of();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
  }
}
