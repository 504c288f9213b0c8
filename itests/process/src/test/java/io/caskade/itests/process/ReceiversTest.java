package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Receivers over IP with a real one: the simulator scrambles two services, Debian's tsdecrypt gets
 * control words over newcamd for one and over cs378x for the other.
 */
class ReceiversTest {
  private static final String CARDS = "/api/v1/networks/main/cards/";
  private static final String RECEIVERS = "/api/v1/networks/main/receivers";
  private static final long FIRST_CARD = 4_100_000_001L;
  private static final long SECOND_CARD = 4_100_000_002L;
  private static final String DES_KEY = "1f2e3d4c5b6a79880102030405f6";
  private static final Duration SETTLING = Duration.ofSeconds(90);
  private static final Duration CRYPTO_PERIOD = Duration.ofSeconds(4);
  private static final Duration DARK = CRYPTO_PERIOD.multipliedBy(2).plusSeconds(1);

  /** Longer than the longest pause in the stream. */
  private static final Duration STEADY = Duration.ofSeconds(2);

  private static final Pattern SERVED =
      Pattern.compile(
          "\"protocol\":\"(newcamd|cs378x)\"[^}]*\"found\":([3-9]|[1-9]\\d+),\"denied\":0");

  /** Video of the demo's two services. */
  private static final int FIRST_PID = 256;

  private static final int SECOND_PID = 258;
  private static final int WATCHED = 300;

  /** Shown when a picture does not come. */
  private static final int LOOKS = 200;

  @TempDir Path folder;

  @Test
  void tsdecryptShowsWhatTheCardPaidForAndGoesDarkWhenItIsSuspended() throws Exception {
    int newcamd = HeadEnd.freePort();
    int cs378x = HeadEnd.freePort();
    int first = HeadEnd.freePort();
    int second = HeadEnd.freePort();
    try (HeadEnd headEnd = headEnd(newcamd, cs378x);
        SimulatedMux mux =
            new SimulatedMux(
                headEnd,
                "--loop",
                "--output",
                "udp://127.0.0.1:" + first,
                "--output",
                "udp://127.0.0.1:" + second,
                "--crypto-period",
                Long.toString(CRYPTO_PERIOD.toSeconds()))) {
      headEnd.start();
      headEnd.awaitManagement();
      String firstPassword = subscribe(headEnd, "anna", FIRST_CARD);
      String secondPassword = subscribe(headEnd, "boris", SECOND_CARD);
      List<Integer> services = mux.services();
      mux.play(services.get(0) + "=00000001", services.get(1) + "=00000001");
      try (TsdecryptBox anna =
              box(
                  mux,
                  "anna",
                  first,
                  services.get(0),
                  FIRST_PID,
                  List.of(
                      "-A",
                      "newcamd",
                      "-s",
                      "127.0.0.1:" + newcamd,
                      "-B",
                      DES_KEY,
                      "-U",
                      "anna",
                      "-P",
                      firstPassword));
          TsdecryptBox boris =
              box(
                  mux,
                  "boris",
                  second,
                  services.get(1),
                  SECOND_PID,
                  List.of(
                      "-A",
                      "cs378x",
                      "-s",
                      "127.0.0.1:" + cs378x,
                      "-U",
                      "boris",
                      "-P",
                      secondPassword))) {
        // A mux sends in the clear until its first ECM: the words of several periods come first.
        Patience.await("both got control words", SETTLING, () -> served(headEnd) == 2);
        anna.look();
        boris.look();
        awaitPicture("anna", anna);
        awaitPicture("boris", boris);

        long begin = System.nanoTime();
        new Rest(headEnd).send("POST", CARDS + SECOND_CARD + "/suspend", "", 200);
        Darkness dark = new Darkness(boris);
        Patience.await("boris sees nothing", DARK.plus(STEADY), () -> dark.lasts(STEADY));
        System.out.printf(
            "Receivers: dark %.1f s after the card was suspended (limit %d s)%n",
            Duration.ofNanos(dark.lastSeen() - begin).toMillis() / 1000.0, DARK.toSeconds());
        anna.look();
        awaitPicture("anna still", anna);
      }
      assertThat(headEnd.log()).doesNotContain("NullPointer").doesNotContain(firstPassword);
    }
  }

  /** Clients that were given control words three times and were refused none since. */
  private static int served(HeadEnd headEnd) throws Exception {
    String clients = new Rest(headEnd).get("/api/v1/receivers/clients");
    assertThat(clients).as("what the server says").contains("\"items\"");
    return (int) SERVED.matcher(clients).results().count();
  }

  /** Adds a network card with a log-in and sells it a product. */
  private static String subscribe(HeadEnd headEnd, String name, long card) throws Exception {
    Rest rest = new Rest(headEnd);
    String made =
        rest.send(
            "POST",
            RECEIVERS,
            "{\"name\":\"" + name + "\",\"card\":" + card + ",\"makeCard\":true}",
            201);
    rest.send(
        "PUT",
        CARDS + card + "/entitlements",
        "{\"entitlements\":[{\"products\":[0],\"start\":\"2026-01-01T00:00:00Z\","
            + "\"finish\":\"2036-01-01T00:00:00Z\"}]}",
        200);
    return Rest.text(made, "password");
  }

  private TsdecryptBox box(
      SimulatedMux mux, String name, int port, int service, int pid, List<String> words)
      throws Exception {
    List<String> all = new ArrayList<>(List.of("-M", Integer.toString(service)));
    all.addAll(words);
    return new TsdecryptBox(folder, name, port, mux.stream(), pid, all);
  }

  /** A few hundred packets in a row that are those of the clear stream. */
  private static void awaitPicture(String who, TsdecryptBox box) throws Exception {
    int[] inARow = new int[1];
    Deque<TsdecryptBox.Picture> seen = new ArrayDeque<>();
    try {
      Patience.await(
          who + " sees the clear picture",
          SETTLING,
          () -> {
            TsdecryptBox.Picture picture = box.look();
            remember(seen, picture);
            inARow[0] = picture.other() > 0 ? 0 : inARow[0] + picture.clear();
            return inARow[0] >= WATCHED;
          });
    } catch (AssertionError e) {
      throw new AssertionError("last seen " + seen + "; tsdecrypt says:\n" + box.said(), e);
    }
  }

  private static void remember(Deque<TsdecryptBox.Picture> seen, TsdecryptBox.Picture picture) {
    seen.add(picture);
    if (seen.size() > LOOKS) {
      seen.remove();
    }
  }

  /** How long ago a packet of the clear stream came out, from a begin on. */
  private static final class Darkness {
    private final TsdecryptBox box;
    private long lastSeen = System.nanoTime();

    Darkness(TsdecryptBox box) {
      this.box = box;
    }

    boolean lasts(Duration time) throws Exception {
      long now = System.nanoTime();
      if (box.look().clear() > 0) {
        lastSeen = now;
      }
      return now - lastSeen >= time.toNanos();
    }

    long lastSeen() {
      return lastSeen;
    }
  }

  private static HeadEnd headEnd(int newcamd, int cs378x) throws Exception {
    return new HeadEnd("receivers")
        .configure("io.caskade.ecmg-main", Map.of("minCpDurationMs", "2000"))
        .configure(
            "io.caskade.receivers.newcamd-main",
            Map.of("port", Integer.toString(newcamd), "desKey", DES_KEY))
        .configure(
            "io.caskade.receivers.camd35-main",
            Map.of("port", Integer.toString(cs378x), "transport", "tcp"));
  }
}
