package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.tools.mariadb.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Two head-ends, one MariaDB, one mux that would take both. */
@Tag("real-parts")
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "needs a database server and two head-ends")
final class SharedDatabaseTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Architecture section 8: another node owns the EMM streams of a lost one by then. */
  private static final Duration TAKEOVER = Duration.ofSeconds(30);

  /** The default of a listener. */
  private static final int CARDS = 6_000;

  private final List<String> table = new ArrayList<>();
  private final byte[] key = new byte[32];

  @Test
  void oneSendsAndBothAnswerWhateverHappens() throws Exception {
    Path folder = Path.of(System.getProperty("caskade.process.folder"), "pair-mariadb");
    try (var database =
            new MariaDbServer(
                folder.resolve(UUID.randomUUID().toString()), MariaDbServer.FOR_TESTS);
        var mux = new PairMux();
        var north = headEnd("north", database, mux);
        var south = headEnd("south", database, mux)) {
      startBoth(north, south);
      theStandbyNeverConnects(mux, north, south);
      DocumentedMetrics.requireShown(south, DocumentedMetrics.CLUSTER);
      bothAnswerWithTheRightWords(north, south);
      try (var channel = new SteadyChannel(south.ecmgPort())) {
        try (var other = new SteadyChannel(north.ecmgPort())) {
          handOver(mux, north, south);
          databaseKilled(database, mux, north, south);
          row("ECMG north, slowest answer meanwhile", other.slowest());
          assertThat(other.complaints()).isEmpty();
        }
        frozen(mux, north, south);
        wrongNamesAndClocks(database, north, south);
        newerSchema(database, mux, north, south);
        row("ECMG south, slowest answer meanwhile", channel.slowest());
        assertThat(channel.complaints()).isEmpty();
      }
      try (var survivor = new SteadyChannel(north.ecmgPort())) {
        killed(mux, north, south);
        row("ECMG north while south dies, slowest answer", survivor.slowest());
        assertThat(survivor.complaints()).isEmpty();
      }
    } finally {
      System.out.println("A pair of head-ends on one MariaDB:");
      table.forEach(System.out::println);
    }
  }

  private static HeadEnd headEnd(String node, MariaDbServer database, PairMux mux)
      throws IOException, InterruptedException {
    var headEnd = new HeadEnd("pair-" + node);
    useDatabase(headEnd, database, "");
    headEnd.configure("io.caskade.cluster", Map.of("enabled", "true", "node", node));
    headEnd.configure("io.caskade.store", Map.of("node", node));
    headEnd.configure("io.caskade.jobs", Map.of("chunk", "200", "pauseMillis", "200"));
    return headEnd.configure(
        // The names of outputs are each node's own affair.
        "io.caskade.emmg-of" + node,
        Map.of(
            "host", "127.0.0.1",
            "port", Integer.toString(mux.port()),
            "minRepeatSeconds", "1",
            "probeSeconds", "0"));
  }

  private static void useDatabase(HeadEnd headEnd, MariaDbServer database, String more)
      throws IOException {
    headEnd.configure(
        "org.ops4j.datasource-caskade",
        Map.of(
            "osgi.jdbc.driver.class", "org.mariadb.jdbc.Driver",
            "url", database.url() + "&socketTimeout=5000" + more,
            "user", "root",
            ".password", ""));
  }

  /** The second head-end has the keys and users of the first one before it starts. */
  private void startBoth(HeadEnd north, HeadEnd south) throws Exception {
    north.start();
    north.awaitManagement();
    new Random(7).nextBytes(key);
    Path file = north.file("ecm.key");
    Files.writeString(file, HexFormat.of().formatHex(key));
    north.demand("cas:network-key-import --replace main " + file);
    for (String shared :
        List.of(
            "vault.p12", "vault.password", "users.properties", "initial-credentials.properties")) {
      Files.copy(north.file("etc/" + shared), south.file("etc/" + shared));
    }
    north.demand("cas:card-add 2100000001 00000001 2026-01-01 2036-01-01");
    south.start();
    south.awaitManagement();
  }

  private void theStandbyNeverConnects(PairMux mux, HeadEnd north, HeadEnd south) throws Exception {
    awaitStatus(south, "Standby; node north sends.");
    assertThat(streams(south)).as("it never sent").isZero();
    Patience.await("north sends", PATIENCE, () -> mux.latest().emms() > 0);
    awaitStatus(south, "No alarms.");
    // A node tells of itself from time to time.
    Patience.await(
        "north knows south", PATIENCE, () -> north.run("cas:nodes").text().contains("south"));
  }

  private void bothAnswerWithTheRightWords(HeadEnd north, HeadEnd south) throws Exception {
    EqualAnswers answers = EqualAnswers.of(north.ecmgPort(), south.ecmgPort(), key);
    row("main ECMG, slowest of its first five answers", answers.warm());
    row("backup ECMG, its very first answer", answers.first());
  }

  private void handOver(PairMux mux, HeadEnd north, HeadEnd south) throws Exception {
    mux.measureGap();
    String right = "\"emm 0B000001:1:127.0.0.1:" + mux.port() + "\"";
    PairMux.Conversation before = mux.latest();
    south.demand("cas:lease-hand-over " + right + " south");
    Patience.await(
        "south sends", TAKEOVER, () -> mux.latest() != before && mux.latest().emms() > 0);
    row("planned move, silence", mux.gap());
    assertThat(before.streamClosed()).isTrue();
    assertThat(before.lastAt()).isLessThan(mux.latest().firstAt());
    awaitStatus(north, "Standby; node south sends.");
    assertThat(north.demand("cas:status"))
        .as("that was planned")
        .doesNotContain("no longer owns")
        .doesNotContain("The mux at");

    PairMux.Conversation souths = mux.latest();
    north.demand("cas:lease-hand-over " + right + " north");
    Patience.await(
        "north sends", TAKEOVER, () -> mux.latest() != souths && mux.latest().emms() > 0);
    awaitStatus(south, "Standby; node north sends.");
  }

  private void databaseKilled(MariaDbServer database, PairMux mux, HeadEnd north, HeadEnd south)
      throws Exception {
    long before = streams(south);
    mux.measureGap();
    database.kill();
    // Longer than a lease: the other one would take it if it could.
    Duration out = Duration.ofSeconds(18);
    long killed = System.nanoTime();
    Patience.await("time passes", PATIENCE, () -> since(killed).compareTo(out) > 0);
    assertThat(mux.gap()).isLessThan(Duration.ofSeconds(5));
    database.start();
    awaitStatus(south, "Owns 0 of 4 rights.");
    awaitStatus(north, "Owns 4 of 4 rights.");
    row("database dead for 18 s, longest silence of EMMs", mux.gap());
    assertThat(streams(south)).as("it did not begin").isEqualTo(before);
  }

  private void frozen(PairMux mux, HeadEnd north, HeadEnd south) throws Exception {
    PairMux.Conversation norths = mux.latest();
    long began = System.nanoTime();
    north.freeze();
    Patience.await(
        "south sends", TAKEOVER, () -> mux.latest() != norths && mux.latest().emms() > 0);
    row("owner frozen (SIGSTOP), until the other sends", since(began));
    assertThat(norths.closed()).as("nobody told the frozen one").isFalse();
    long sent = streams(north);
    long thawed = System.nanoTime();
    north.thaw();
    Patience.await("north stops", PATIENCE, norths::closed);
    Duration stopped = Duration.ofNanos(Math.max(0, norths.lastAt() - thawed));
    row("owner awake again (SIGCONT), until its last EMM", stopped);
    assertThat(stopped).isLessThan(Duration.ofSeconds(5));
    assertThat(norths.streamClosed()).isTrue();
    awaitStatus(north, "Standby; node south sends.");
    assertThat(north.demand("cas:status")).contains("This node no longer owns emm 0B000001:1:");
    assertThat(streams(north)).isEqualTo(sent);
  }

  /**
   * Now south sends and north stands by: north comes under another name, then with another clock.
   */
  private void wrongNamesAndClocks(MariaDbServer database, HeadEnd north, HeadEnd south)
      throws Exception {
    long before = streams(north);
    north.configure("io.caskade.cluster", Map.of("node", "south"));
    awaitStatus(north, "another live head-end has the name south");
    north.configure("io.caskade.cluster", Map.of("node", "north"));
    awaitStatus(north, "Owns 0 of 4 rights.");

    // In its session the database's clock stands still, a minute ago: so north's looks wrong.
    long minuteAgo = System.currentTimeMillis() / 1_000 - 60;
    useDatabase(north, database, "&sessionVariables=timestamp=" + minuteAgo);
    awaitStatus(north, "s ahead of the database's, more than 2 s");
    useDatabase(north, database, "");
    awaitStatus(north, "Owns 0 of 4 rights.");
    assertThat(south.demand("cas:status")).contains("Owns 4 of 4 rights.");
    assertThat(streams(north)).as("who is refused changes nothing").isEqualTo(before);
  }

  /**
   * A node of a newer build has changed the tables: these are old ones now. They take nothing over,
   * and what they do they go on doing.
   */
  private void newerSchema(MariaDbServer database, PairMux mux, HeadEnd north, HeadEnd south)
      throws Exception {
    try (Connection connection = DriverManager.getConnection(database.url(), "root", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED,"
              + " EXECTYPE) values ('99-of-tomorrow', 'caskade', 'changelog.sql', now(), 100000,"
              + " 'EXECUTED')");
      awaitStatus(north, "is older than the database, which knows 99-of-tomorrow");
      PairMux.Conversation souths = mux.latest();
      long emms = souths.emms();
      Patience.await("south goes on sending", PATIENCE, () -> souths.emms() > emms);
      assertThat(mux.latest()).isSameAs(souths);
      statement.execute("delete from DATABASECHANGELOG where ID = '99-of-tomorrow'");
    }
    awaitStatus(north, "Owns 0 of 4 rights.");
    awaitStatus(south, "Owns 4 of 4 rights.");
  }

  /** South sends and runs a job; north follows it in both. */
  private void killed(PairMux mux, HeadEnd north, HeadEnd south) throws Exception {
    var rest = new Rest(north);
    String job =
        rest.startJob(
            """
            {"addRange": {"first": 2100001000, "count": %d, "status": "active",
              "entitlements": [{"products": [0], "start": "2026-01-01T00:00:00Z",
                "finish": "2036-01-01T00:00:00Z"}]}}"""
                .formatted(CARDS));
    Patience.await("the job is on its way", PATIENCE, () -> done(rest, job) >= 400);
    PairMux.Conversation souths = mux.latest();
    long killed = System.nanoTime();
    south.kill();
    int doneThen = done(rest, job);
    assertThat(doneThen).isLessThan(CARDS);
    Patience.await(
        "north sends", TAKEOVER, () -> mux.latest() != souths && mux.latest().emms() > 0);
    row("owner killed (SIGKILL), until the other sends", since(killed));
    Patience.await("the job ends", PATIENCE, () -> done(rest, job) == CARDS);
    row("owner killed in a bulk job, until the other has ended it", since(killed));
    assertThat(Rest.number(rest.get(job), "failed")).isZero();
    assertThat(Rest.number(rest.get("/api/v1/networks/main/cards/count"), "count"))
        .isEqualTo(CARDS + 1);
    assertThat(north.demand("cas:journal-verify")).contains("the chain is whole");
  }

  /** How often it set a stream up. */
  private static long streams(HeadEnd headEnd) throws IOException {
    return headEnd.log().lines().filter(line -> line.contains("EMMs flow to")).count();
  }

  private static int done(Rest rest, String job) throws Exception {
    return Rest.number(rest.get(job), "done");
  }

  private static void awaitStatus(HeadEnd headEnd, String part) throws InterruptedException {
    Patience.await(
        "cas:status of " + headEnd.file("") + " says " + part,
        PATIENCE,
        () -> headEnd.run("cas:status").text().contains(part));
  }

  private void row(String what, Duration took) {
    table.add("  %-58s %8.3f s".formatted(what, took.toMillis() / 1_000.0));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
