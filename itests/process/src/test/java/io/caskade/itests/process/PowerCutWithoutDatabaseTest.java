package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The power comes back, the database does not. */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "two starts of a head-end are too long for the fast suite")
final class PowerCutWithoutDatabaseTest {
  private static final long CARD = 2_100_000_001L;
  private static final long LATER_CARD = 2_100_000_002L;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void ecmsAndTheCarouselGoOnFromTheSnapshotAndManagementSaysWhatToDo() throws Exception {
    try (FakeMux mux = new FakeMux();
        HeadEnd headEnd =
            new HeadEnd("without-database")
                .sendEmmsTo(mux)
                .configure("io.caskade.mirror", Map.of("snapshotSeconds", "1"))) {
      headEnd.start();
      headEnd.awaitManagement();
      String emm = emmOfCardInSnapshot(headEnd, mux);
      headEnd.kill();
      mux.forget();
      loseDatabase(headEnd);

      long launched = System.nanoTime();
      headEnd.launch();
      Patience.await("the first ECM is answered", PATIENCE, () -> provisionOnce(headEnd));
      System.out.printf(
          "Power cut, database gone: first ECM %.1f s after the start of the process%n",
          Duration.ofNanos(System.nanoTime() - launched).toMillis() / 1000.0);
      Patience.await("the card is on air", PATIENCE, () -> mux.lastEmm(CARD).isPresent());
      assertThat(mux.lastEmm(CARD)).contains(emm);

      headEnd.awaitConsole();
      // At first it is said to be starting; the first attempt to connect shows that it is gone.
      Patience.await(
          "management says that the database is gone",
          PATIENCE,
          () -> refusal(headEnd).contains("The database does not answer: "));
      assertThat(refusal(headEnd))
          .contains("The database does not answer: ")
          .contains("ECMs and EMMs go on from memory.")
          .contains(
              "Start the database or correct etc/org.ops4j.datasource-caskade.cfg;"
                  + " nothing needs a restart.");
    }
  }

  private static String refusal(HeadEnd headEnd) throws IOException {
    Console.Answer refused = headEnd.run("cas:card-show " + CARD);
    assertThat(refused.ok()).isFalse();
    return refused.text();
  }

  /** Sells a card and waits until a snapshot was begun that holds it. */
  private static String emmOfCardInSnapshot(HeadEnd headEnd, FakeMux mux) throws Exception {
    headEnd.demand(add(CARD));
    // Only what is in the memory image goes on air, and that is what snapshots are made of.
    Patience.await("the card is on air", PATIENCE, () -> mux.lastEmm(CARD).isPresent());
    Instant before = written(headEnd);
    headEnd.demand(add(LATER_CARD));
    Patience.await(
        "the snapshot is written again", PATIENCE, () -> written(headEnd).isAfter(before));
    return mux.lastEmm(CARD).orElseThrow();
  }

  private static Instant written(HeadEnd headEnd) throws IOException {
    Path snapshot = headEnd.file("data/caskade/cards.snapshot");
    return Files.exists(snapshot) ? Files.getLastModifiedTime(snapshot).toInstant() : Instant.EPOCH;
  }

  private static void loseDatabase(HeadEnd headEnd) throws IOException {
    headEnd.configure(
        "org.ops4j.datasource-caskade",
        Map.of(
            "osgi.jdbc.driver.class",
            "org.mariadb.jdbc.Driver",
            "url",
            "jdbc:mariadb://127.0.0.1:" + HeadEnd.freePort() + "/caskade?connectTimeout=3000",
            "user",
            "caskade",
            ".password",
            "caskade"));
  }

  private static boolean provisionOnce(HeadEnd headEnd) throws IOException {
    try (Scs scs = new Scs(headEnd.ecmgPort())) {
      scs.provision();
      return true;
    }
  }

  private static String add(long serial) {
    return "cas:card-add " + serial + " 00000001 2026-01-01 2036-01-01";
  }
}
