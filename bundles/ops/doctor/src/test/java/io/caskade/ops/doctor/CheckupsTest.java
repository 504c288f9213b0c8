package io.caskade.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.ecm.EcmClock;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.ops.Alarm;
import io.caskade.api.ops.AlarmCode;
import io.caskade.api.ops.Checkup;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import io.caskade.api.ops.Finding;
import io.caskade.api.ops.FindingCode;
import io.caskade.api.ops.Peer;
import io.caskade.api.rights.Store;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final Network MAIN =
      new Network(NetworkId.MAIN, 0x0B00, "tvcas3", ZoneOffset.UTC, ZoneOffset.UTC);

  @TempDir Path root;

  @Test
  void aClockThatSomebodyKeepsRightIsRight() throws IOException {
    Files.createDirectories(root.resolve("run/chrony"));

    assertThat(codes(clock(Duration.ofMillis(40), Duration.ZERO)))
        .containsExactly(FindingCode.CLOCK_RIGHT);
  }

  @Test
  void aStepThatWaitsAndAClockWithoutServiceAreBothTold() {
    assertThat(codes(clock(Duration.ofSeconds(90), Duration.ofSeconds(90))))
        .containsExactly(FindingCode.CLOCK_WAITS, FindingCode.CLOCK_UNTENDED);
    assertThat(codes(clock(Duration.ofSeconds(-5), Duration.ZERO)))
        .containsExactly(FindingCode.CLOCK_APART, FindingCode.CLOCK_UNTENDED);
    assertThat(codes(new ClockCheckup(null, root))).containsExactly(FindingCode.PART_AWAY);
  }

  @Test
  void endpointsThatDoNotWorkAreNamed() {
    var ports = new PortsCheckup();
    ports.endpoints =
        List.of(
            new FakeEndpoint("ecmg", "main", EndpointState.RUNNING, List.of()),
            new FakeEndpoint("emmg", "main", EndpointState.STARTING, List.of()),
            new FakeEndpoint("ecmg", "b", EndpointState.FAILED, List.of()));

    assertThat(codes(ports)).containsExactly(FindingCode.PORT_FAILED, FindingCode.PORT_WAITS);
    ports.endpoints = List.of();
    assertThat(codes(ports)).containsExactly(FindingCode.ECMG_MISSING);
    ports.endpoints = List.of(new FakeEndpoint("ecmg", "main", EndpointState.STOPPED, List.of()));
    assertThat(codes(ports)).as("somebody stopped it").containsExactly(FindingCode.PORTS_RIGHT);
  }

  @Test
  void eachNetworkNeedsAKey() {
    assertThat(codes(new KeysCheckup(vault(true), () -> List.of(MAIN))))
        .containsExactly(FindingCode.KEYS_RIGHT);
    assertThat(codes(new KeysCheckup(vault(false), () -> List.of(MAIN))))
        .containsExactly(FindingCode.KEY_MISSING);
    assertThat(codes(new KeysCheckup(null, () -> List.of(MAIN))))
        .containsExactly(FindingCode.VAULT_AWAY);
  }

  @Test
  void theDatabaseIsAskedAndTimed() {
    Store quick = store(name -> List.of());
    assertThat(codes(new DatabaseCheckup(quick, times(1))))
        .containsExactly(FindingCode.DATABASE_RIGHT);
    assertThat(codes(new DatabaseCheckup(quick, times(200))))
        .containsExactly(FindingCode.DATABASE_SLOW);
    Store away =
        store(
            name -> {
              throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, "refused");
            });
    assertThat(codes(new DatabaseCheckup(away, times(1))))
        .containsExactly(FindingCode.DATABASE_AWAY);
  }

  @Test
  void cryptoPeriodsAreJudgedByTheListeners() {
    var periods = new PeriodsCheckup();
    assertThat(codes(periods)).containsExactly(FindingCode.PERIODS_UNKNOWN);
    Alarm harmful =
        new Alarm(AlarmCode.CRYPTO_PERIOD_HARMFUL, "ecmg main, channel 1", NOW, List.of(5));
    periods.endpoints =
        List.of(new FakeEndpoint("ecmg", "main", EndpointState.RUNNING, List.of(harmful)));

    assertThat(periods.findings())
        .containsExactly(Finding.of(FindingCode.PERIOD_HARMFUL, "ecmg main, channel 1", 5));
    periods.endpoints = List.of(new FakeEndpoint("ecmg", "main", EndpointState.RUNNING, List.of()));
    assertThat(codes(periods)).containsExactly(FindingCode.PERIODS_RIGHT);
  }

  private ClockCheckup clock(Duration apart, Duration pending) {
    var state = new EcmClock.EcmClockState(NOW.plus(apart), NOW, NOW, pending);
    return new ClockCheckup(
        new EcmClock() {
          @Override
          public EcmClockState state() {
            return state;
          }

          @Override
          public void accept() {
            throw new AssertionError("a checkup changes nothing");
          }
        },
        root);
  }

  private static List<FindingCode> codes(Checkup checkup) {
    assertThat(checkup.subject()).isNotBlank();
    return checkup.findings().stream().map(Finding::code).toList();
  }

  private static java.util.function.LongSupplier times(long millis) {
    Iterator<Long> ticks =
        java.util.stream.LongStream.iterate(0, now -> now + millis * 1_000_000).iterator();
    return ticks::next;
  }

  private static KeyVault vault(boolean has) {
    return only(KeyVault.class, "hasEcmKey", name -> has);
  }

  private static Store store(Function<String, Object> answer) {
    return only(Store.class, "networks", answer);
  }

  /** A service of which one method may be called. */
  private static <T> T only(Class<T> type, String method, Function<String, Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              assertThat(called.getName()).isEqualTo(method);
              return answer.apply(called.getName());
            }));
  }

  private record FakeEndpoint(String kind, String name, EndpointState state, List<Alarm> alarms)
      implements Endpoint {
    @Override
    public Instant since() {
      return NOW;
    }

    @Override
    public String detail() {
      return "detail";
    }

    @Override
    public Map<String, Long> counters() {
      return Map.of();
    }

    @Override
    public List<Peer> peers() {
      return List.of(new Peer("127.0.0.1:1", NOW, Map.of()));
    }

    @Override
    public void start() {
      throw new AssertionError("a checkup changes nothing");
    }

    @Override
    public void stop() {
      throw new AssertionError("a checkup changes nothing");
    }
  }
}
