package io.caskade.rights.management.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Note;
import io.caskade.api.rights.Permission;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportKind;
import io.caskade.api.rights.reports.ReportRequest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportDeskTest extends ReportScene {
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

  private void refused(ErrorCode code, String text, ReportRequest request) {
    assertThatExceptionOfType(CaskadeException.class)
        .isThrownBy(() -> reports.run(ANN, request))
        .withMessageContaining(text)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
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
