package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A probe behind a real mux: the simulator scrambles a stream to UDP with the ECMs and EMMs of the
 * head-end in which the probe listens; then the mux is set wrongly.
 */
class AirWatchTest {
  private static final long CARD = 2_100_000_001L;
  private static final Duration SETTLING = Duration.ofSeconds(90);
  private static final Duration WELL = Duration.ofSeconds(15);

  /** What the manual promises with these settings, and the time that a restarted mux takes. */
  private static final Duration NOTICED = Duration.ofSeconds(30);

  /** Less than the share in the clear that is a fault. */
  private static final Pattern SCRAMBLED = Pattern.compile("\"scrambled\":\"(9[6-9]|100) %\"");

  private static final Pattern ROW =
      Pattern.compile("\\{[^{}]*\"service\":\"([^\"]*)\"[^{}]*\"alarms\":\"([^\"]*)\"");

  @Test
  void aProbeIsSilentWhileAllIsWellAndNamesWhatIsNot() throws Exception {
    int emmPort = HeadEnd.freePort();
    int airPort = HeadEnd.freePort();
    try (HeadEnd headEnd = headEnd(emmPort, airPort);
        SimulatedMux mux =
            new SimulatedMux(
                headEnd,
                "--loop",
                "--output",
                "udp://127.0.0.1:" + airPort,
                "--crypto-period",
                "4",
                "--emmg-port",
                Integer.toString(emmPort))) {
      headEnd.start();
      headEnd.awaitManagement();
      int first = mux.services().get(0);
      int second = mux.services().get(1);
      headEnd.demand("cas:card-add " + CARD + " 00000001 2026-01-01 2036-01-01");
      headEnd.demand("cas:service-add one " + first + " 00000001 One");
      headEnd.demand("cas:service-add two " + second + " 00000002 Two");

      mux.play(first + "=00000001", second + "=00000002");
      Patience.await("both services open", SETTLING, () -> opened(headEnd));
      Patience.await(
          "the card's EMM is seen",
          SETTLING,
          () -> air(headEnd).matches("(?s).*\"emmAge\":\"\\d+\".*"));
      assertThat(air(headEnd)).contains("210-000-000-1");
      staysWell(headEnd);

      mux.play(first + "=00000001");
      noticed(headEnd, second, "AIR_SERVICE_CLEAR");
      assertThat(headEnd.demand("cas:status")).contains("is on air in the clear");
      // Clear before its first ECM, as any mux that starts; then it is well again.
      Patience.await("the other service is well", NOTICED, () -> alarms(headEnd, first).isEmpty());

      mux.play(first + "=00000080", second + "=00000002");
      noticed(headEnd, first, "AIR_ACCESS_CRITERIA");

      mux.stop();
      Patience.await(
          "the missing stream is told",
          NOTICED,
          () -> headEnd.demand("cas:status").contains("No transport stream has arrived"));
      assertThat(headEnd.log()).doesNotContain("NullPointer").doesNotContain("could not be taken");
    }
  }

  private static HeadEnd headEnd(int emmPort, int airPort) throws Exception {
    return new HeadEnd("air-watch")
        .configure("io.caskade.ecmg-main", Map.of("minCpDurationMs", "2000"))
        .configure(
            "io.caskade.emmg-air",
            Map.of("host", "127.0.0.1", "port", Integer.toString(emmPort), "minRepeatSeconds", "3"))
        .configure(
            "io.caskade.airwatch-test",
            Map.of(
                "source", "udp://127.0.0.1:" + airPort,
                "cards", Long.toString(CARD),
                "emmSeconds", "20",
                "ecmToleranceMs", "900",
                "raiseSeconds", "3",
                "clearSeconds", "3"));
  }

  private static String air(HeadEnd headEnd) throws IOException {
    return headEnd.demand("cas:air --json");
  }

  private static boolean opened(HeadEnd headEnd) throws IOException {
    return air(headEnd).split("\"word\":\"present\"", -1).length == 3;
  }

  private static boolean scrambled(HeadEnd headEnd) throws IOException {
    return SCRAMBLED.matcher(air(headEnd)).results().count() == 2;
  }

  private static void staysWell(HeadEnd headEnd) throws Exception {
    // What was clear before the first ECM has to be out of sight, or its alarm may yet come.
    Patience.await(
        "both services are scrambled and the alarms of the start have ended",
        SETTLING,
        () -> scrambled(headEnd) && !air(headEnd).contains("AIR_"));
    long end = System.nanoTime() + WELL.toNanos();
    Patience.await(
        "a while without alarms",
        WELL.plusSeconds(10),
        () -> {
          assertThat(air(headEnd)).doesNotContain("AIR_");
          return System.nanoTime() > end;
        });
  }

  private static String alarms(HeadEnd headEnd, int service) throws IOException {
    Matcher rows = ROW.matcher(air(headEnd));
    while (rows.find()) {
      if (rows.group(1).startsWith("service " + service)) {
        return rows.group(2);
      }
    }
    return "";
  }

  private static void noticed(HeadEnd headEnd, int service, String code) throws Exception {
    long begin = System.nanoTime();
    Patience.await(
        code + " of service " + service, NOTICED, () -> alarms(headEnd, service).contains(code));
    System.out.printf(
        "Air watch: %s %.1f s after the mux was started wrongly%n",
        code, Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
  }
}
