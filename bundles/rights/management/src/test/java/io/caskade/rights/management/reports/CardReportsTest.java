package io.caskade.rights.management.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many cards there are of what kind, and what they were given. */
class CardReportsTest extends ReportScene {
  @Test
  void countsCardsByStatusAtAnyPastInstant() {
    assertThat(rows(ReportKind.CARDS_BY_STATUS, "2026-05-01T00:00:00Z"))
        .containsExactly(
            List.of("REGISTERED", "3"),
            List.of("STOCK", "0"),
            List.of("ACTIVE", "3"),
            List.of("SUSPENDED", "0"),
            List.of("BLACKLISTED", "0"),
            List.of("RETIRED", "0"),
            List.of("ENTITLED", "3"));
    assertThat(rows(ReportKind.CARDS_BY_STATUS, NOW.toString()))
        .containsExactly(
            List.of("REGISTERED", "3"),
            List.of("STOCK", "0"),
            List.of("ACTIVE", "1"),
            List.of("SUSPENDED", "1"),
            List.of("BLACKLISTED", "0"),
            List.of("RETIRED", "1"),
            List.of("ENTITLED", "1"));
  }

  @Test
  void countsActiveCardsByProductServiceAndRegion() {
    assertThat(rows(ReportKind.ACTIVE_BY_PRODUCT, "2026-05-01T00:00:00Z"))
        .containsExactly(
            List.of("00", "Basic", "2"), List.of("04", "Sport", "2"), List.of("05", "Empty", "0"));
    assertThat(rows(ReportKind.ACTIVE_BY_PRODUCT, "2026-08-15T00:00:00Z"))
        .containsExactly(
            List.of("00", "Basic", "1"), List.of("04", "Sport", "2"), List.of("05", "Empty", "0"));
    assertThat(rows(ReportKind.ACTIVE_BY_SERVICE, "2026-05-01T00:00:00Z"))
        .containsExactly(
            List.of("news", "News", "101", "3"), List.of("sport-1", "Sport 1", "102", "2"));
    assertThat(rows(ReportKind.ACTIVE_BY_REGION, "2026-08-15T00:00:00Z"))
        .containsExactly(List.of("north", "2", "2"));
  }

  @Test
  void countsNoCardOutsideItsWindows() {
    operator.sell(
        "2026-10-01T00:00:00Z",
        1,
        Operator.window(0x01, Operator.START, Instant.parse("2026-10-15T00:00:00Z")));
    assertThat(rows(ReportKind.ACTIVE_BY_PRODUCT, "2026-10-15T00:00:00Z").get(0))
        .containsExactly("00", "Basic", "1");
    assertThat(rows(ReportKind.ACTIVE_BY_PRODUCT, "2026-10-15T00:00:01Z").get(0))
        .containsExactly("00", "Basic", "0");
    assertThat(rows(ReportKind.ACTIVE_BY_REGION, "2026-10-15T00:00:01Z"))
        .containsExactly(List.of("north", "1", "0"));
  }

  @Test
  void tellsWhichProductsOpenWhichService() {
    assertThat(rows(ReportKind.PRODUCT_COMPOSITION, NOW.toString()))
        .containsExactly(
            List.of("00", "Basic", "news", "News", "101"),
            List.of("04", "Sport", "news", "News", "101"),
            List.of("04", "Sport", "sport-1", "Sport 1", "102"),
            List.of("05", "Empty", "", "", ""));
  }

  @Test
  void listsActivationsOfAPeriodOldestFirstAndPassesOverNotes() {
    store.apply(
        List.of(
            new Note(
                UUID.randomUUID(),
                Instant.parse("2026-07-15T00:00:00Z"),
                new Actor("ann", "console"),
                "REFUSED",
                NetworkId.MAIN,
                "card:1",
                "forbidden",
                Map.of("needed", "cards-sell"))));
    Report report =
        reports.run(
            ANN, period(ReportKind.ACTIVATIONS, "2026-03-10T00:00:00Z", "2026-09-01T00:00:00Z"));
    assertThat(report.columns())
        .containsExactly(
            "at",
            "card",
            "subscriber",
            "change",
            "productsAdded",
            "productsRemoved",
            "operation",
            "actor",
            "source");
    assertThat(report.rows())
        .containsExactly(
            act("2026-03-10T00:00:00Z", "3", "", "ACTIVATION", "00000010", "00000000", "ADD"),
            act("2026-06-01T10:00:00Z", "3", "", "DEACTIVATION", "00000000", "00000010", "SUSPEND"),
            act(
                "2026-07-01T00:00:00Z",
                "1",
                "",
                "PRODUCTS",
                "00000010",
                "00000001",
                "CHANGE_RIGHTS"),
            act(
                "2026-09-01T00:00:00Z",
                "2",
                "17",
                "DEACTIVATION",
                "00000000",
                "00000011",
                "RETIRE"));
  }

  @Test
  void readsALongPeriodInPages() {
    for (int i = 0; i < 1_100; i++) {
      operator.add("2026-10-01T00:00:00Z", 1_000 + i, "", 1);
    }
    assertThat(
            reports
                .run(
                    ANN,
                    period(ReportKind.ACTIVATIONS, "2026-09-15T00:00:00Z", "2026-10-15T00:00:00Z"))
                .rows())
        .hasSize(1_100)
        .extracting(row -> row.get(1))
        .startsWith("1000", "1001")
        .endsWith("2099");
  }

  @Test
  void listsPairingsOfAPeriod() {
    assertThat(
            reports
                .run(
                    ANN,
                    period(ReportKind.PAIRINGS, "2026-01-01T00:00:00Z", "2026-11-01T00:00:00Z"))
                .rows())
        .containsExactly(
            List.of(
                "2026-03-11T00:00:00Z",
                "2",
                "17",
                "BOX",
                "",
                "",
                "BOX-1",
                "CHANGE",
                "ann",
                "console"),
            List.of("2026-08-01T00:00:00Z", "1", "", "PAIR", "", "", "", "PAIR", "ann", "console"),
            List.of(
                "2026-08-02T00:00:00Z",
                "1",
                "",
                "REPAIR",
                "2026-08-03T00:00:00Z",
                "",
                "",
                "REPAIR",
                "ann",
                "console"));
  }

  @Test
  void countsActiveCardsByAge() {
    // Card 1 is 142 days old, card 2 111 days; card 3 is suspended.
    assertThat(rows(ReportKind.AGEING, "2026-06-01T12:00:00Z"))
        .containsExactly(
            List.of("0", "30", "0"),
            List.of("31", "90", "0"),
            List.of("91", "180", "2"),
            List.of("181", "365", "0"),
            List.of("366", "", "0"));
    assertThat(rows(ReportKind.AGEING, "2026-02-09T23:59:59Z").get(0))
        .as("30 days and some hours")
        .containsExactly("0", "30", "1");
  }

  private static List<String> act(
      String at,
      String card,
      String subscriber,
      String change,
      String added,
      String removed,
      String operation) {
    return List.of(at, card, subscriber, change, added, removed, operation, "ann", "console");
  }
}
