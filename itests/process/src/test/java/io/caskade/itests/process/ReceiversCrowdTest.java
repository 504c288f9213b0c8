package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A crowd on the receivers' ports that never logs in. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "threads and sockets are counted in /proc")
class ReceiversCrowdTest {
  private static final String RECEIVERS = "/api/v1/networks/main/receivers";
  private static final String DES_KEY = "1f2e3d4c5b6a79880102030405f6";
  private static final long CARD = 4_100_000_001L;
  private static final int IDLE = 10_000;
  private static final int ONE_BYTE = 50;
  private static final int GARBAGE = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What channel_status promises: max_comp_time of the listener. */
  private static final Duration MAX_COMP_TIME = Duration.ofMillis(500);

  /** Pools of the platform breathe by a few threads; one for each bad peer would be thousands. */
  private static final int BREATH = 8;

  /** Bytes of heap that a silent peer may cost. */
  private static final long HEAP_EACH = 4_096;

  @TempDir Path folder;

  /** One listener; it throws strangers out at its own bound. */
  private record Door(String protocol, int port) {}

  @Test
  void subscribersLogInAndEcmsFlowWhileThousandsStandAtTheDoors() throws Exception {
    List<Door> doors =
        List.of(
            new Door("newcamd", HeadEnd.freePort()),
            new Door("cs378x", HeadEnd.freePort()),
            new Door("cccam", HeadEnd.freePort()));
    try (HeadEnd headEnd = headEnd(doors)) {
      headEnd.start();
      headEnd.awaitManagement();
      Path password = subscribe(headEnd);
      Footprint footprint = new Footprint(headEnd.pid());
      try (SteadyChannel channel = new SteadyChannel(headEnd.ecmgPort())) {
        for (Door door : doors) {
          assertThat(logIn(door, password).ok()).contains("OK");
          besiege(door, password, channel, footprint);
        }
        assertThat(channel.complaints()).isEmpty();
      }
      assertThat(headEnd.log()).doesNotContain("OutOfMemory").doesNotContain("Too many open");
    }
  }

  private void besiege(Door door, Path password, SteadyChannel channel, Footprint footprint)
      throws Exception {
    long heap = footprint.liveHeap();
    int threads = footprint.threads();
    int sockets = footprint.sockets();
    channel.forgetSlowest();
    try (HostileCrowd crowd = new HostileCrowd(door.port())) {
      crowd.idle(IDLE);
      assertThat(logIn(door, password).ok()).contains("OK");
      long each = (footprint.liveHeap() - heap) / IDLE;
      crowd.oneByte(ONE_BYTE);
      crowd.garbage(GARBAGE);
      Patience.await("garbage was sent", PATIENCE, () -> crowd.garbageSent() >= 10 * GARBAGE);
      assertThat(logIn(door, password).ok()).contains("OK");
      System.out.printf(
          "Crowd at %s: %d bytes of heap each, ECMs after %d ms at most%n",
          door.protocol(), each, channel.slowest().toMillis());
      assertThat(each).as("bytes of heap for each stranger").isLessThanOrEqualTo(HEAP_EACH);
      assertThat(footprint.threads()).isLessThanOrEqualTo(threads + BREATH);
    }
    assertThat(channel.slowest()).isLessThanOrEqualTo(MAX_COMP_TIME);
    Patience.await(
        "nothing is left of the crowd", PATIENCE, () -> footprint.sockets() <= sockets + BREATH);
  }

  private Ran logIn(Door door, Path password) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-jar", System.getProperty("caskade.cw-test")));
    words.addAll(List.of("--protocol", door.protocol(), "--server", "127.0.0.1:" + door.port()));
    words.addAll(List.of("--user", "anna", "--password-file", password.toString()));
    if (door.protocol().equals("newcamd")) {
      words.addAll(List.of("--key-file", desKey().toString()));
    }
    return Ran.in(folder, Map.of("LC_ALL", "C.UTF-8"), words);
  }

  private Path desKey() throws IOException {
    return Files.writeString(folder.resolve("des.key"), DES_KEY);
  }

  private Path subscribe(HeadEnd headEnd) throws Exception {
    String made =
        new Rest(headEnd)
            .send(
                "POST",
                RECEIVERS,
                "{\"name\":\"anna\",\"card\":" + CARD + ",\"makeCard\":true}",
                201);
    return Files.writeString(folder.resolve("password"), Rest.text(made, "password"));
  }

  /** The crowd comes from the subscriber's address; a ban would end the test before it began. */
  private static HeadEnd headEnd(List<Door> doors) throws Exception {
    return new HeadEnd("receivers-crowd")
        .configure("io.caskade.receivers.server", Map.of("neverBanned", "127.0.0.1"))
        .configure(
            "io.caskade.receivers.newcamd-main",
            Map.of("port", Integer.toString(doors.get(0).port()), "desKey", DES_KEY))
        .configure(
            "io.caskade.receivers.camd35-main",
            Map.of("port", Integer.toString(doors.get(1).port()), "transport", "tcp"))
        .configure(
            "io.caskade.receivers.cccam-main",
            Map.of("port", Integer.toString(doors.get(2).port())));
  }
}
