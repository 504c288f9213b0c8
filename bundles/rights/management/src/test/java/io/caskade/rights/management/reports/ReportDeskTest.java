package io.caskade.rights.management.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.catalogue.Product;
import io.caskade.api.rights.catalogue.Service;
import io.caskade.api.rights.people.SetTopBox;
import io.caskade.api.rights.people.Subscriber;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportKind;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.rights.management.ChangeIds;
import io.caskade.rights.management.Gate;
import io.caskade.rights.management.MemoryJournal;
import io.caskade.rights.management.MemoryStore;
import io.caskade.rights.management.Presence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Caller ANN = Caller.administrator("ann", "console");

  private final MemoryStore store = new MemoryStore();
  private final MemoryJournal journal = new MemoryJournal(store);
  private final Operator operator = new Operator(store);
  private final Presence presence = new Presence(store, journal, null, null);
  private final InstantSource clock = InstantSource.fixed(NOW);
  private final ChangeIds ids = new ChangeIds(clock, new Random(1));
  private final ReportDesk reports =
      new ReportDesk(presence, new Gate(presence, ids, clock), clock);

  @BeforeEach
  void aYearOfAnOperator() {
    operator.record(new Product(NetworkId.MAIN, 0, 1, "Basic", ""));
    operator.record(new Product(NetworkId.MAIN, 4, 1, "Sport", ""));
    operator.record(new Product(NetworkId.MAIN, 5, 1, "Empty", ""));
    operator.record(new Service(NetworkId.MAIN, "news", 1, "News", 101, new ProductMask(0x11), ""));
    operator.record(
        new Service(NetworkId.MAIN, "sport-1", 1, "Sport 1", 102, new ProductMask(0x10), ""));
    operator.record(
        new Subscriber(
            NetworkId.MAIN,
            "17",
            1,
            "Ann Other",
            "C-17",
            "Street 1",
            "",
            List.of("+7 1"),
            "",
            "",
            "north",
            List.of(),
            false,
            Operator.START));
    operator.record(
        new SetTopBox(NetworkId.MAIN, "BOX-1", 1, "DX100", Optional.of("17"), false, ""));
    operator.add("2026-01-10T00:00:00Z", 1, "north", 0x01);
    operator.add("2026-02-10T00:00:00Z", 2, "north", 0x11);
    operator.add("2026-03-10T00:00:00Z", 3, "south", 0x10);
    operator.give("2026-03-11T00:00:00Z", 2, "17", "BOX-1");
    operator.turn("2026-06-01T10:00:00Z", 3, CardOperation.SUSPEND, CardStatus.SUSPENDED);
    operator.sell(
        "2026-07-01T00:00:00Z", 1, Operator.window(0x10, Operator.START, Operator.FINISH));
    operator.pair("2026-08-01T00:00:00Z", 1, true, Optional.empty());
    operator.pair(
        "2026-08-02T00:00:00Z", 1, true, Optional.of(Instant.parse("2026-08-03T00:00:00Z")));
    operator.turn("2026-09-01T00:00:00Z", 2, CardOperation.RETIRE, CardStatus.RETIRED);
  }

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

  @Test
  void tellsTheHistoryOfACard() {
    Report report =
        reports.run(
            ANN,
            new ReportRequest(
                ReportKind.CARD_HISTORY,
                NetworkId.MAIN,
                NOW,
                Optional.empty(),
                Optional.of("2"),
                Optional.empty()));
    assertThat(report.rows())
        .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(4) + " " + row.get(10))
        .containsExactly(
            "2026-02-10T00:00:00Z ADD ACTIVE ",
            "2026-03-11T00:00:00Z CHANGE ACTIVE 17",
            "2026-09-01T00:00:00Z RETIRE RETIRED 17");
    assertThat(report.rows().get(0))
        .contains("00000011", Operator.START.toString(), Operator.FINISH.toString());
  }

  @Test
  void tellsWhatASubscriberHad() {
    Report report = reports.run(ANN, subscriber("17", "2026-05-01T00:00:00Z"));
    assertThat(report.rows())
        .containsExactly(
            List.of("SUBSCRIBER", "17", "Ann Other", "", "", "", ""),
            List.of("CONTRACT", "", "C-17", "", "", "", ""),
            List.of("BILLING_ADDRESS", "", "Street 1", "", "", "", ""),
            List.of("PHONE", "", "+7 1", "", "", "", ""),
            List.of("SET_TOP_BOX", "BOX-1", "DX100", "", "", "", ""),
            List.of("CARD", "2", "", "2", "ACTIVE", "", ""),
            List.of(
                "PRODUCT",
                "00",
                "Basic",
                "2",
                "",
                Operator.START.toString(),
                Operator.FINISH.toString()),
            List.of(
                "PRODUCT",
                "04",
                "Sport",
                "2",
                "",
                Operator.START.toString(),
                Operator.FINISH.toString()),
            List.of("SERVICE", "news", "News", "2", "", "", ""),
            List.of("SERVICE", "sport-1", "Sport 1", "2", "", "", ""));
    assertThat(reports.run(ANN, subscriber("17", NOW.toString())).rows())
        .as("the card is retired by now")
        .contains(List.of("CARD", "2", "", "2", "RETIRED", "", ""))
        .noneMatch(row -> row.get(0).equals("SERVICE"));
    refused(ErrorCode.SUBSCRIBER_UNKNOWN, "18", subscriber("18", NOW.toString()));
  }

  @Test
  void findsWhereBillingAndTheNetworkDiffer() {
    operator.add("2026-10-01T00:00:00Z", 4, "", 0x01);
    operator.add("2026-10-01T00:00:00Z", 5, "", 0x01);
    operator.add("2026-10-01T00:00:00Z", 6, "", 0x01);
    String file =
        """
        serial;mask;finish
        1;00000010;2026-12-31
        3;00000010;2026-12-31T20:59:59Z
        4;00000003;31.12.2026 23:59:59
        5;00000001;2026-12-30
        7;00000001;2026-12-31
        2;00000001;2026-01-31
        """;
    assertThat(reports.run(ANN, reconciliation(file)).rows())
        .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(3) + " " + row.get(4))
        .containsExactly(
            "3 INACTIVE 00000010 00000000",
            "4 PRODUCTS 00000003 00000001",
            "5 FINISH 00000001 00000001",
            "6 UNBILLED 00000000 00000001",
            "7 MISSING 00000001 ",
            " EQUAL  ");
    assertThat(reports.run(ANN, reconciliation(file)).rows().get(5).get(6)).isEqualTo("2");
    assertThat(reports.run(ANN, reconciliation(file.replace(';', ','))).rows()).hasSize(6);
  }

  @Test
  void namesTheLineOfABillingFileThatCannotBeRead() {
    refused(ErrorCode.FIELD_INVALID, "line 2", reconciliation("1;00000010;2026-12-31\n2;0;never"));
    refused(ErrorCode.FIELD_INVALID, "line 1", reconciliation("1;00000010;2026-02-30"));
    refused(ErrorCode.FIELD_INVALID, "line 1", reconciliation("1;00000010"));
    refused(ErrorCode.FIELD_INVALID, "line 1", reconciliation("1;00000010;"));
  }

  @Test
  void refusesTimesThatItCannotShow() {
    refused(
        ErrorCode.FIELD_INVALID, "future", at(ReportKind.AGEING, NOW.plusSeconds(1).toString()));
    refused(ErrorCode.FIELD_INVALID, "from", at(ReportKind.ACTIVATIONS, NOW.toString()));
    refused(
        ErrorCode.FIELD_INVALID,
        "after the end",
        period(ReportKind.PAIRINGS, "2026-02-02T00:00:00Z", "2026-02-01T00:00:00Z"));
    journal.keptSince = Instant.parse("2026-02-01T00:00:00Z");
    refused(
        ErrorCode.FIELD_INVALID,
        "goes back to 2026-02-01",
        period(ReportKind.ACTIVATIONS, "2026-01-31T00:00:00Z", "2026-03-01T00:00:00Z"));
  }

  @ParameterizedTest
  @EnumSource(ReportKind.class)
  void refusesWhoMayNotSeeReports(ReportKind kind) {
    var auditor =
        new Caller(
            new Actor("bob", "api"),
            Role.AUDITOR,
            Set.of(),
            EnumSet.complementOf(EnumSet.of(Permission.REPORTS)),
            Optional.empty());
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> reports.run(auditor, at(kind, NOW.toString())))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
    assertThat(store.applied(Note.class)).extracting(Note::operation).containsExactly("REFUSED");
  }

  @Test
  void showsPersonalDataOnlyToWhoMayReadSubscribers() {
    var auditor =
        new Caller(
            new Actor("bob", "api"),
            Role.AUDITOR,
            Set.of(),
            Set.of(Permission.REPORTS),
            Optional.empty());
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> reports.run(auditor, subscriber("17", NOW.toString())))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
  }

  @ParameterizedTest
  @EnumSource(ReportKind.class)
  void knowsEveryKindAndFillsEveryColumn(ReportKind kind) {
    String subject = kind == ReportKind.SUBSCRIBER ? "17" : "2";
    Report report =
        reports.run(
            ANN,
            new ReportRequest(
                kind,
                NetworkId.MAIN,
                NOW,
                Optional.of(Operator.START),
                Optional.of(subject),
                Optional.of("1;00000001;2026-12-31")));
    assertThat(report.kind()).isEqualTo(kind);
    assertThat(report.rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(report.columns()));
  }

  private List<List<String>> rows(ReportKind kind, String at) {
    return reports.run(ANN, at(kind, at)).rows();
  }

  private void refused(ErrorCode code, String text, ReportRequest request) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> reports.run(ANN, request))
        .withMessageContaining(text)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
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

  private static ReportRequest at(ReportKind kind, String at) {
    return new ReportRequest(
        kind,
        NetworkId.MAIN,
        Instant.parse(at),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ReportRequest period(ReportKind kind, String from, String to) {
    return new ReportRequest(
        kind,
        NetworkId.MAIN,
        Instant.parse(to),
        Optional.of(Instant.parse(from)),
        Optional.empty(),
        Optional.empty());
  }

  private static ReportRequest subscriber(String id, String at) {
    return new ReportRequest(
        ReportKind.SUBSCRIBER,
        NetworkId.MAIN,
        Instant.parse(at),
        Optional.empty(),
        Optional.of(id),
        Optional.empty());
  }

  private static ReportRequest reconciliation(String file) {
    return new ReportRequest(
        ReportKind.RECONCILIATION,
        NetworkId.MAIN,
        NOW,
        Optional.empty(),
        Optional.empty(),
        Optional.of(file));
  }
}
