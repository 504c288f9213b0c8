package io.caskade.faces.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.Caller;
import io.caskade.api.rights.Role;
import io.caskade.api.rights.access.AccountManagement;
import io.caskade.api.rights.access.ApiToken;
import io.caskade.api.rights.access.BearerToken;
import io.caskade.api.rights.access.SignIn;
import io.caskade.api.rights.journal.JournalManagement;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.api.rights.reports.Reports;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What a client gets: the same answer for the same key, reports and journals in each form. */
class RestAnswersTest extends RestScene {
  @Test
  void theSameKeyGetsTheSameAnswerAndAnotherRequestIsRefused() throws Exception {
    HttpResponse<String> first = keyed("{\"serial\":2100000000}");
    HttpResponse<String> again = keyed("{\"serial\":2100000000}");
    HttpResponse<String> other = keyed("{\"serial\":2100000001}");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
    assertThat(again.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(status(other, "idempotency-mismatch")).isEqualTo(422);
    assertThat(api.headEnd.adders).hasSize(1);
    assertThat(api.headEnd.adders.get(0).request()).isPresent();
  }

  private HttpResponse<String> keyed(String body) throws Exception {
    return keyed(CARDS, body);
  }

  private HttpResponse<String> keyed(String path, String body) throws Exception {
    return api.send(
        api.request(path)
            .header("Idempotency-Key", "order-17")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void aRefusedRequestMayBeTriedAgainUnderItsKey() throws Exception {
    assertThat(keyed("{\"serial\":-1}").statusCode()).isEqualTo(400);
    assertThat(api.headEnd.answered).isEmpty();
  }

  @Test
  void aSecretThatIsShownOnceIsNotKeptForItsKey() throws Exception {
    BearerToken token = BearerToken.ofProgram(new SplittableRandom(1));
    String shown = token.reveal();
    var kept =
        new ApiToken(
            "id",
            1,
            "billing",
            Octets.empty(),
            Role.BILLING,
            Set.of(),
            Set.of(),
            Set.of(),
            0,
            Instant.EPOCH,
            Optional.empty(),
            false);
    api.headEnd.parts.put(
        AccountManagement.class,
        Fakes.of(
            AccountManagement.class,
            Map.of("addToken", a -> new AccountManagement.NewToken(kept, token))));
    String body = "{\"name\":\"billing\",\"role\":\"billing\",\"scopes\":[\"cards-read\"]}";
    HttpResponse<String> first = keyed("/tokens", body);
    HttpResponse<String> again = keyed("/tokens", body);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body()).contains(shown);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEmpty();
    assertThat(api.headEnd.answered.values())
        .allSatisfy(answer -> assertThat(answer.body().length()).isZero());
  }

  @Test
  void aReportComesInEachForm() throws Exception {
    api.headEnd.parts.put(
        Reports.class,
        Fakes.of(
            Reports.class,
            Map.of(
                "run",
                a ->
                    new Report(
                        ((ReportRequest) a[1]).kind(),
                        new NetworkId("main"),
                        ((ReportRequest) a[1]).at(),
                        Optional.empty(),
                        List.of("region", "cards"),
                        List.of(List.of("Север, \"1\"", "12"), List.of("=1+2", "2100000000"))))));
    String path = "/networks/main/reports/active-by-region";
    assertThat(api.json(api.get(path)).path("rows").path(0).path(1).asText()).isEqualTo("12");
    HttpResponse<String> csv = api.get(path + "?format=csv");
    assertThat(csv.body())
        .isEqualToNormalizingNewlines("region,cards\n\"Север, \"\"1\"\"\",12\n'=1+2,2100000000\n");
    assertThat(csv.headers().firstValue("Content-Disposition").orElse(""))
        .contains("main-active-by-region.csv");
    byte[] xlsx = bytes(path + "?format=xlsx");
    assertThat(entries(xlsx)).contains("xl/worksheets/sheet1.xml");
    byte[] pdf = bytes(path + "?format=pdf");
    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(pdf.length).isGreaterThan(2000);
    assertThat(api.get(path + "?format=doc").statusCode()).isEqualTo(400);
    assertThat(api.get(path + "?at=yesterday").statusCode()).isEqualTo(400);
  }

  private byte[] bytes(String path) throws Exception {
    return api.client
        .send(api.request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  private List<String> entries(byte[] zip) throws Exception {
    Path file = Files.write(etc.resolve("report.xlsx"), zip);
    try (var in = new ZipFile(file.toFile())) {
      return in.stream().map(ZipEntry::getName).toList();
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void theJournalIsExportedAsLinesAndAsSyslog() throws Exception {
    var row =
        new JournalRow(
            7,
            new UUID(0, 1),
            FakeHeadEnd.NOW,
            new Actor("ve\"ra]", "127.0.0.1"),
            "SUSPEND",
            new NetworkId("main"),
            "card:2100000000",
            "OK",
            "",
            "{\"status\":\"SUSPENDED\"}");
    api.headEnd.parts.put(
        JournalManagement.class,
        Fakes.of(
            JournalManagement.class,
            Map.of(
                "export",
                a -> {
                  ((Consumer<JournalRow>) a[3]).accept(row);
                  return null;
                })));
    JsonNode line = api.json(api.get("/audit/export"));
    assertThat(line.path("after").path("status").asText()).isEqualTo("SUSPENDED");
    assertThat(api.get("/audit/export?format=syslog").body())
        .isEqualTo(
            "<110>1 2026-11-21T12:00:00Z - caskade - SUSPEND [caskade@32473 seq=\"7\""
                + " id=\"00000000-0000-0000-0000-000000000001\" actor=\"ve\\\"ra\\]\""
                + " source=\"127.0.0.1\" network=\"main\" target=\"card:2100000000\""
                + " result=\"OK\"] {\"status\":\"SUSPENDED\"}\n");
  }

  @Test
  void aPersonSignsInWithoutAToken() throws Exception {
    api.headEnd.parts.put(
        SignIn.class,
        new SignIn.Granted(
            Caller.administrator("vera", "127.0.0.1"), new BearerToken("session-1"), true));
    HttpResponse<String> answer = signIn();
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(api.json(answer).path("token").asText()).isEqualTo("session-1");
    assertThat(api.json(answer).path("mustChangePassword").asBoolean()).isTrue();
    api.headEnd.parts.put(SignIn.class, new SignIn.CodeNeeded());
    assertThat(status(signIn(), "second-factor-needed")).isEqualTo(401);
    api.headEnd.parts.put(SignIn.class, new SignIn.Refused());
    assertThat(status(signIn(), "sign-in-refused")).isEqualTo(401);
    api.headEnd.parts.put(SignIn.class, new SignIn.Locked(FakeHeadEnd.NOW));
    assertThat(status(signIn(), "sign-in-locked")).isEqualTo(429);
  }

  private HttpResponse<String> signIn() throws Exception {
    return api.send(
        HttpRequest.newBuilder(api.uri("/session"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"login\":\"vera\",\"password\":\"nine brown bears\"}")));
  }
}
