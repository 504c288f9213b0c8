package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two head-ends with a database each; the first copy is a backup. */
@Tag("real-parts")
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "starts two head-ends, one of them three times")
final class ReplicaTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** The default of a listener. */

  /** A change is on the standby by then, on a machine that is busy with other tests. */
  private static final Duration ARRIVAL = Duration.ofSeconds(5);

  private static final Pattern PASSPHRASE =
      Pattern.compile("\\b([A-Z2-9]{5}(?:-[A-Z2-9]{5}){5})\\b");

  private final List<String> table = new ArrayList<>();
  private final byte[] key = new byte[32];
  private final int northPort = HeadEnd.freePort();
  private final int southPort = HeadEnd.freePort();

  @Test
  void theStandbyFollowsTakesOverAndNeverGoesAnotherWay(@TempDir Path folder) throws Exception {
    try (var mux = new PairMux();
        var cards = new FakeMux();
        var north = new HeadEnd("replica-north");
        var south = new HeadEnd("replica-south")) {
      startNorth(north, mux, cards);
      startSouth(folder, north, south);
      followsAndAnswers(north, south);
      refusesWhatWouldPartThem(north, south);
      takesOver(mux, cards, north, south);
      formerActiveFollows(north, south);
      changesPlaces(mux, north, south);
      wentApart(north, south);
    } finally {
      System.out.println("A pair of head-ends without a shared database:");
      table.forEach(System.out::println);
    }
  }

  private void startNorth(HeadEnd north, PairMux mux, FakeMux cards) throws Exception {
    north.sendEmmsTo(cards);
    north.configure(
        "io.caskade.emmg-pair",
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(mux.port()),
            "dataId", "2",
            "minRepeatSeconds", "1",
            "probeSeconds", "0"));
    north.configure("io.caskade.replica", settings("north", "active", northPort, southPort));
    north.start();
    north.awaitManagement();
    awaitState(north, "active");
    new Random(7).nextBytes(key);
    Path file = north.file("ecm.key");
    Files.writeString(file, HexFormat.of().formatHex(key));
    north.demand("cas:network-key-import --replace main " + file);
    sell(north, 1);
    assertThat(north.demand("cas:replica-invite south")).contains("node-south.p12");
  }

  private static Map<String, String> settings(String node, String role, int own, int other) {
    return Map.of(
        "enabled",
        "true",
        "role",
        role,
        "node",
        node,
        "host",
        "127.0.0.1",
        "port",
        Integer.toString(own),
        "peer",
        "127.0.0.1:" + other);
  }

  private void startSouth(Path folder, HeadEnd north, HeadEnd south) throws Exception {
    String archive = folder.resolve("first.backup").toString();
    String made = tool("make", "--home", north.file("").toString(), "--to", archive);
    Matcher passphrase = PASSPHRASE.matcher(made);
    assertThat(passphrase.find()).as(made).isTrue();
    Path kept = Files.createTempFile(folder, "passphrase", "");
    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(kept, passphrase.group(1) + "\n");
    tool(
        "restore",
        archive,
        "--home",
        south.file("").toString(),
        "--passphrase-file",
        kept.toString());
    south.configure("io.caskade.replica", settings("south", "standby", southPort, northPort));
    sell(north, 2);
    long began = System.nanoTime();
    south.start();
    awaitState(south, "standby");
    awaitSold(south, 2);
    row("standby started, until it has what was sold meanwhile", since(began));
    awaitStatus(south, "Standby; node north sends.");
    assertThat(streams(south)).as("it never sent").isZero();
  }

  private void followsAndAnswers(HeadEnd north, HeadEnd south) throws Exception {
    DocumentedMetrics.requireShown(north, DocumentedMetrics.REPLICA);
    DocumentedMetrics.requireShown(south, DocumentedMetrics.REPLICA);
    Duration slowest = Duration.ZERO;
    for (int card = 10; card < 20; card++) {
      sell(north, card);
      long sold = System.nanoTime();
      awaitSold(south, card);
      slowest = since(sold).compareTo(slowest) > 0 ? since(sold) : slowest;
    }
    row("sold on north, until south shows it (slowest of ten, console included)", slowest);
    assertThat(slowest).isLessThan(ARRIVAL);
    awaitEqual(north, south);
    bothAnswerWithTheRightWords(north, south);
    awaitStatus(south, "No alarms.");
    awaitStatus(north, "No alarms.");
  }

  private void bothAnswerWithTheRightWords(HeadEnd north, HeadEnd south) throws Exception {
    EqualAnswers answers = EqualAnswers.of(north.ecmgPort(), south.ecmgPort(), key);
    row("active ECMG, slowest of its first five answers", answers.warm());
    row("standby ECMG, its very first answer", answers.first());
  }

  private static void refusesWhatWouldPartThem(HeadEnd north, HeadEnd south) throws Exception {
    assertThat(south.run(sale(99)).text())
        .contains("takes no changes", "standby of node north", "cas:promote");
    assertThat(south.run("cas:promote --yes").text())
        .contains("Node north is active and answers", "--switch");
    assertThat(south.demand("cas:promote")).contains("Nothing was changed");
    // A second north: its certificate is refused by the first one, and its own by itself.
    south.configure("io.caskade.replica", Map.of("node", "north"));
    awaitStatus(south, "this node's own name");
    south.configure("io.caskade.replica", Map.of("node", "south"));
    awaitState(south, "standby");
    sell(north, 20);
    awaitSold(south, 20);
  }

  private void takesOver(PairMux mux, FakeMux cards, HeadEnd north, HeadEnd south)
      throws Exception {
    sell(north, 21);
    awaitSold(south, 21);
    try (var channel = new SteadyChannel(south.ecmgPort())) {
      PairMux.Conversation norths = mux.latest();
      north.kill();
      cards.forget();
      long asked = System.nanoTime();
      assertThat(south.demand("cas:promote --yes")).contains("Node south is active now, epoch 2");
      row("cas:promote, until it says so (the active node killed with SIGKILL)", since(asked));
      Patience.await(
          "south sends", PATIENCE, () -> mux.latest() != norths && mux.latest().emms() > 0);
      row("cas:promote, until the first EMM", since(asked));
      Patience.await("the card is on air", PATIENCE, () -> cards.lastEmm(serial(21)).isPresent());
      row("cas:promote, until an EMM of the card that was sold last", since(asked));
      sell(south, 30);
      row("cas:promote, until a sale was made", since(asked));
      Patience.await("so is a new one", PATIENCE, () -> cards.lastEmm(serial(30)).isPresent());
      row("standby ECMG meanwhile, slowest answer", channel.slowest());
      assertThat(channel.complaints()).isEmpty();
    }
  }

  private void formerActiveFollows(HeadEnd north, HeadEnd south) throws Exception {
    long sent = streams(north);
    long began = System.nanoTime();
    north.start();
    awaitState(north, "standby");
    awaitSold(north, 30);
    row("former active node started, until it has what was sold since", since(began));
    assertThat(streams(north)).as("it does not send").isEqualTo(sent);
    awaitEqual(south, north);
  }

  private void changesPlaces(PairMux mux, HeadEnd north, HeadEnd south) throws Exception {
    PairMux.Conversation souths = mux.latest();
    mux.measureGap();
    long asked = System.nanoTime();
    assertThat(north.demand("cas:promote --switch")).contains("Node north is active now, epoch 3");
    row("cas:promote --switch, until it says so", since(asked));
    Patience.await(
        "north sends", PATIENCE, () -> mux.latest() != souths && mux.latest().emms() > 0);
    row("cas:promote --switch, silence of EMMs", mux.gap());
    assertThat(souths.streamClosed()).isTrue();
    assertThat(souths.lastAt()).isLessThan(mux.latest().firstAt());
    sell(north, 40);
    awaitSold(south, 40);
    awaitEqual(north, south);
  }

  /** South hears nothing more of north, which sells on and is then lost: both have their own. */
  private void wentApart(HeadEnd north, HeadEnd south) throws Exception {
    south.freeze();
    for (int card = 50; card < 54; card++) {
      sell(north, card);
    }
    north.kill();
    south.thaw();
    Patience.await(
        "south sees that north is gone",
        PATIENCE,
        () -> south.run("cas:replica").text().contains("cannot be asked"));
    assertThat(south.demand("cas:promote --yes")).contains("epoch 4", "are not here");
    sell(south, 60);
    north.start();
    awaitState(north, "diverged");
    north.awaitManagement();
    awaitStatus(north, "cas:replica-renew --yes");
    Path file = north.file("data/caskade/diverged-epoch-4.jsonl");
    assertThat(Files.readAllLines(file)).isNotEmpty().last().asString().contains("2100000053");
    assertThat(north.run(sale(98)).text()).contains("takes no changes");
    assertThat(shows(north, 53)).as("nothing is changed").isTrue();
    assertThat(shows(south, 53)).isFalse();
    assertThat(north.demand("cas:replica-renew")).contains("Nothing was changed");
    long asked = System.nanoTime();
    north.demand("cas:replica-renew --yes");
    awaitSold(north, 60);
    row("cas:replica-renew, until it has everything", since(asked));
    assertThat(shows(north, 53)).isFalse();
    awaitEqual(south, north);
    awaitStatus(north, "No alarms.");
  }

  private static long serial(int card) {
    return 2_100_000_000L + card;
  }

  private static String sale(int card) {
    return "cas:card-add " + serial(card) + " 00000001 2026-01-01 2036-01-01";
  }

  private static void sell(HeadEnd headEnd, int card) throws IOException {
    headEnd.demand(sale(card));
  }

  private static boolean shows(HeadEnd headEnd, int card) throws IOException {
    return headEnd.run("cas:card-show " + serial(card)).ok();
  }

  private static void awaitSold(HeadEnd headEnd, int card) throws InterruptedException {
    Patience.await("card " + card + " is there", PATIENCE, () -> shows(headEnd, card));
  }

  private static void awaitState(HeadEnd headEnd, String state) throws InterruptedException {
    Patience.await(
        headEnd.file("") + " is " + state,
        PATIENCE,
        () -> headEnd.run("cas:replica --json").text().contains("\"state\":\"" + state + "\""));
  }

  private static void awaitStatus(HeadEnd headEnd, String part) throws InterruptedException {
    Patience.await(
        "cas:status of " + headEnd.file("") + " says " + part,
        PATIENCE,
        () -> headEnd.run("cas:status").text().contains(part));
  }

  /**
   * Both end at the same row, which the standby took only because its chain leads there; and both
   * are whole.
   */
  private static void awaitEqual(HeadEnd active, HeadEnd standby) throws Exception {
    Patience.await("the journals are equal", PATIENCE, () -> head(active) == head(standby));
    assertThat(active.demand("cas:journal-verify")).contains("the chain is whole");
    Patience.await(
        "so is the standby's",
        PATIENCE,
        () -> standby.run("cas:journal-verify").text().contains("the chain is whole"));
  }

  private static int head(HeadEnd headEnd) throws IOException {
    return Rest.number(headEnd.demand("cas:replica --json"), "head");
  }

  /** How often it set a stream up. */
  private static long streams(HeadEnd headEnd) throws IOException {
    return headEnd.log().lines().filter(line -> line.contains("EMMs flow to")).count();
  }

  private static String tool(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=en",
                "-jar",
                System.getProperty("caskade.backup")));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("caskade-backup", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("not within 2 min: " + command);
      }
      String text = Files.readString(said, StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as(text).isZero();
      return text;
    } finally {
      Files.delete(said);
    }
  }

  private void row(String what, Duration took) {
    table.add("  %-75s %8.3f s".formatted(what, took.toMillis() / 1_000.0));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
