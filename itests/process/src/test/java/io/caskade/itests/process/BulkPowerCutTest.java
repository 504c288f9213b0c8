package io.caskade.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** kill -9 in the middle of a bulk job. */
@DisabledIfSystemProperty(
    named = "caskade.fast",
    matches = "true",
    disabledReason = "two starts of a head-end are too long for the fast suite")
final class BulkPowerCutTest {
  private static final int CARDS = 20_000;

  /** Cards of one transaction (io.caskade.jobs). */
  private static final int CHUNK = 2_000;

  private static final Duration JOB = Duration.ofMinutes(3);
  private static final Duration SEAL = Duration.ofMinutes(1);
  private static final Pattern ROW =
      Pattern.compile("\"at\":\"([^\"]+)\".*\"target\":\"(card:\\d+)\"");

  /** A row of the journal. */
  private record Extension(Instant at, String card) {}

  @Test
  void anExtensionGoesOnByItselfAndMovesEachCardOnce() throws Exception {
    try (HeadEnd headEnd = new HeadEnd("bulk-power-cut")) {
      headEnd.start();
      headEnd.awaitManagement();
      Rest rest = new Rest(headEnd);
      awaitDone(
          rest,
          rest.startJob(
              """
              {"addRange": {"first": 2100000000, "count": %d, "status": "active",
                "entitlements": [{"products": [0], "start": "2026-01-01T00:00:00Z",
                  "finish": "2036-01-01T00:00:00Z"}]}}"""
                  .formatted(CARDS)));

      String job = rest.startJob("{\"extend\": {\"cards\": {\"search\": {}}, \"by\": \"P30D\"}}");
      // A row can be read a moment before its commit is durable; that of the chunk before is.
      Patience.await("the job is on its way", JOB, () -> done(rest, job) >= 2 * CHUNK);
      headEnd.kill();
      Instant cut = Instant.now();
      headEnd.start();
      headEnd.awaitManagement();
      awaitDone(rest, job);

      assertThat(extendedOnce(rest)).as("every card moved by 30 days, once").isEqualTo(CARDS);
      assertThat(cards(rest, "")).as("no card was added or lost").isEqualTo(CARDS);
      // The sealer gives the rows their places behind the job; the export shows those that have
      // one.
      Patience.await("every row has its seal", SEAL, () -> extensions(rest).size() >= CARDS);
      List<Extension> rows = extensions(rest);
      assertThat(rows.stream().map(Extension::card))
          .as("one row of the journal for each")
          .hasSize(CARDS)
          .doesNotHaveDuplicates();
      long before = rows.stream().filter(row -> row.at().isBefore(cut)).count();
      assertThat(before)
          .as("rows before the cut, which was in the middle")
          .isBetween((long) CHUNK, CARDS - 1L);
      assertThat(headEnd.demand("cas:journal-verify")).contains("the chain is whole");
      System.out.printf(
          "kill -9 in a bulk job: on from card %d of %d, nothing lost, nothing twice%n",
          before, CARDS);
    }
  }

  private static void awaitDone(Rest rest, String job) throws Exception {
    Patience.await("the job ends", JOB, () -> Rest.text(rest.get(job), "state").equals("done"));
    String ended = rest.get(job);
    assertThat(Rest.number(ended, "done")).isEqualTo(CARDS);
    assertThat(Rest.number(ended, "failed")).isZero();
  }

  private static int done(Rest rest, String job) throws Exception {
    return Rest.number(rest.get(job), "done");
  }

  /** Cards whose rights end exactly 30 days later than they were sold for. */
  private static int extendedOnce(Rest rest) throws Exception {
    return cards(rest, "?finishFrom=2036-01-31T00:00:00Z&finishBefore=2036-01-31T00:00:01Z");
  }

  private static int cards(Rest rest, String search) throws Exception {
    return Rest.number(rest.get("/api/v1/networks/main/cards/count" + search), "count");
  }

  /** Whose rights were extended, as the journal says. */
  private static List<Extension> extensions(Rest rest) throws Exception {
    return rest.get("/api/v1/audit/export?format=jsonl")
        .lines()
        .filter(line -> !line.contains("\"operation\":\"ADD\""))
        .flatMap(line -> ROW.matcher(line).results())
        .map(found -> new Extension(Instant.parse(found.group(1)), found.group(2)))
        .toList();
  }
}
