package io.caskade.faces.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.receivers.ReceiverPassword;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.receivers.NewReceiverSeries;
import io.caskade.api.rights.receivers.ReceiverAccount;
import io.caskade.api.rights.receivers.ReceiverManagement;
import io.caskade.api.rights.receivers.ReceiverRules;
import io.caskade.api.rights.receivers.files.FileAccount;
import io.caskade.api.rights.receivers.files.FileKind;
import io.caskade.api.rights.receivers.files.FileOptions;
import io.caskade.api.rights.receivers.files.FileRemark;
import io.caskade.api.rights.receivers.files.FileReport;
import io.caskade.api.rights.receivers.files.LineForm;
import io.caskade.api.rights.receivers.files.LineRequest;
import io.caskade.api.rights.receivers.files.ReceiverFile;
import io.caskade.api.rights.receivers.files.ReceiverFiles;
import io.caskade.api.rights.receivers.files.ReceiverLines;
import io.caskade.api.rights.receivers.files.ReceiverSheet;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of other servers, series of accounts and lines for receivers over real HTTP. */
class ReceiverFilesTest extends RestScene {
  private static final String FILES = "/networks/main/receiver-files";
  private static final String SERIES = "/networks/main/receiver-series";
  private static final String LINES = "/networks/main/receivers/flat-17/lines";
  private static final CardSerial FIRST = new CardSerial(4_100_000_000L);
  private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant FINISH = Instant.parse("2026-12-31T23:59:59Z");

  private final List<ReceiverFile> files = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final List<NewReceiverSeries> series = new ArrayList<>();
  private final List<LineRequest> lines = new ArrayList<>();

  @BeforeEach
  void manage() {
    api.headEnd.parts.put(
        ReceiverFiles.class,
        Fakes.of(
            ReceiverFiles.class,
            Map.of(
                "check", a -> report("check", (ReceiverFile) a[1]),
                "take", a -> report("take", (ReceiverFile) a[1]))));
    api.headEnd.parts.put(
        ReceiverManagement.class,
        Fakes.of(ReceiverManagement.class, Map.of("addMany", a -> add((NewReceiverSeries) a[1]))));
    api.headEnd.parts.put(
        ReceiverLines.class,
        Fakes.of(
            ReceiverLines.class,
            Map.of(
                "lines", a -> sheet((LineRequest) a[1], "C: tv 12000 flat-17 secret\n"),
                "picture", a -> sheet((LineRequest) a[1], "<svg/>"))));
  }

  private FileReport report(String call, ReceiverFile file) {
    calls.add(call);
    files.add(file);
    texts.add(file.text().text());
    return new FileReport(
        call.equals("take"),
        List.of(
            new FileRemark(
                1,
                FileRemark.Severity.WARNING,
                "missing-blank",
                new FileRemark.Words("A blank is missing.", "Put one there."),
                new FileRemark.Words("Нет пробела.", "Поставьте его."))),
        List.of(
            new FileAccount(1, "anna", "anna", FileAccount.State.WOULD_ADD, Optional.of(FIRST)),
            new FileAccount(2, "Bob", "bob", FileAccount.State.REFUSED, Optional.empty())),
        List.of("cores = a:1\n"));
  }

  private List<ReceiverManagement.Made> add(NewReceiverSeries wanted) {
    series.add(wanted);
    return List.of(
        new ReceiverManagement.Made(
            new ReceiverAccount(
                wanted.network(),
                "house-001",
                1,
                wanted.firstCard(),
                new WrappedKey(Octets.parseHex("0102")),
                wanted.rules(),
                true),
            ReceiverPassword.of("Kp7-made-secret")));
  }

  private ReceiverSheet sheet(LineRequest request, String text) {
    lines.add(request);
    if (!request.name().equals("flat-17")) {
      throw new CaskadeException(ErrorCode.RECEIVER_UNKNOWN, request.name());
    }
    return ReceiverSheet.of(text);
  }

  private HttpResponse<String> file(String query, String language) throws Exception {
    return api.send(
        api.request(FILES + query)
            .setHeader("Content-Type", "text/plain")
            .setHeader("Accept-Language", language)
            .POST(HttpRequest.BodyPublishers.ofString("F:anna AnnasPass1111\n")));
  }

  @Test
  void aFileIsOnlyLookedThroughUnlessTheCallerSaysOtherwise() throws Exception {
    HttpResponse<String> answer = file("?firstCard=4100000000", "en");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode report = api.json(answer);
    assertThat(report.path("changed").asBoolean(true)).isFalse();
    assertThat(report.path("added").asInt()).isEqualTo(1);
    assertThat(report.path("refused").asInt()).isEqualTo(1);
    assertThat(report.path("accounts").get(0).path("card").asLong()).isEqualTo(FIRST.value());
    assertThat(report.path("accounts").get(0).path("state").asText()).isEqualTo("would-add");
    assertThat(report.path("accounts").get(1).has("card")).isFalse();
    assertThat(report.path("remarks").get(0).path("text").asText())
        .isEqualTo("A blank is missing.");
    assertThat(report.path("settings").get(0).asText()).contains("cores");
    assertThat(calls).containsExactly("check");
    assertThat(texts).containsExactly("F:anna AnnasPass1111\n");
    assertThat(files.get(0).kind()).isEqualTo(FileKind.CCCAM_CFG);
    assertThat(files.get(0).options()).isEqualTo(FileOptions.of(FIRST));
    assertThat(catchThrowable(() -> files.get(0).text().text()))
        .as("destroyed")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void everyOptionIsTakenAndRemarksAreInTheReadersLanguage() throws Exception {
    HttpResponse<String> answer =
        file(
            "?kind=oscam-user&dryRun=false&firstCard=410-000-000-0&product=0&product=4"
                + "&start=2026-12-01T00:00:00Z&finish=2026-12-31T23:59:59Z"
                + "&rename=true&makePasswords=true&guides=true&services=3&protocol=newcamd",
            "ru");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(api.json(answer).path("remarks").get(0).path("cure").asText())
        .isEqualTo("Поставьте его.");
    assertThat(calls).containsExactly("take");
    assertThat(files.get(0).kind()).isEqualTo(FileKind.OSCAM_USER);
    Window window = new Window(new ProductMask(0b10001), START, FINISH);
    assertThat(files.get(0).options())
        .isEqualTo(
            new FileOptions(
                FIRST,
                Optional.of(window),
                new ReceiverRules(3, Set.of("newcamd"), List.of(), true, 0),
                true,
                true,
                true));
  }

  @Test
  void whatIsNoFileOrOptionIsRefused() throws Exception {
    for (String query :
        List.of(
            "",
            "?firstCard=x",
            "?firstCard=1&kind=gbox",
            "?firstCard=1&dryRun=no",
            "?firstCard=1&rename=1",
            "?firstCard=1&product=0",
            "?firstCard=1&product=32&finish=2026-12-31T23:59:59Z",
            "?firstCard=1&product=0&finish=tomorrow")) {
      assertThat(file(query, "en").statusCode()).as(query).isEqualTo(400);
    }
    assertThat(api.post(FILES + "?firstCard=1", "{}").statusCode()).isEqualTo(415);
    assertThat(calls).isEmpty();
  }

  @Test
  void aSeriesIsMadeAndThePasswordsComeAlong() throws Exception {
    HttpResponse<String> answer =
        api.post(
            SERIES,
            """
            {"pattern":"house-###","count":120,"firstCard":4100000000,"services":3,
             "entitlements":[{"products":[0],"start":"2026-12-01T00:00:00Z",
              "finish":"2026-12-31T23:59:59Z"}]}
            """);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode made = api.json(answer).path("items").get(0);
    assertThat(made.path("password").asText()).isEqualTo("Kp7-made-secret");
    assertThat(made.path("kept").path("card").asLong()).isEqualTo(FIRST.value());
    assertThat(series)
        .containsExactly(
            new NewReceiverSeries(
                NetworkId.MAIN,
                "house-###",
                1,
                120,
                FIRST,
                List.of(new Window(new ProductMask(1), START, FINISH)),
                new ReceiverRules(3, Set.of(), List.of(), true, 0)));
    assertThat(api.post(SERIES, "{\"pattern\":\"x#\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void linesComeAsTextAndAsAPicture() throws Exception {
    HttpResponse<String> text = api.get(LINES + "?form=oscam&protocol=newcamd");
    assertThat(text.statusCode()).as(text.body()).isEqualTo(200);
    assertThat(text.body()).isEqualTo("C: tv 12000 flat-17 secret\n");
    assertThat(text.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(text.headers().firstValue("Cache-Control")).hasValue("no-store");
    HttpResponse<String> picture = api.get(LINES + "/qr");
    assertThat(picture.body()).isEqualTo("<svg/>");
    assertThat(picture.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("image/svg+xml");
    assertThat(lines)
        .containsExactly(
            new LineRequest(NetworkId.MAIN, "flat-17", LineForm.OSCAM, Optional.of("newcamd")),
            new LineRequest(NetworkId.MAIN, "flat-17", LineForm.CCCAM, Optional.empty()));
    assertThat(api.get(LINES + "?form=gbox").statusCode()).isEqualTo(400);
    assertThat(status(api.get(LINES.replace("flat-17", "nobody")), "receiver-unknown"))
        .isEqualTo(404);
  }

  @Test
  void scopesAreKept() throws Exception {
    for (String path : List.of(LINES, LINES + "/qr")) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(api.uri(path))
              .header("Authorization", "Bearer " + FakeHeadEnd.READER);
      assertThat(api.send(request.GET()).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(lines).isEmpty();
  }
}
