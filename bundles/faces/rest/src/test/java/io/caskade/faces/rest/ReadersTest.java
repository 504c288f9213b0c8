package io.caskade.faces.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.cards.CardReaders;
import io.caskade.api.cards.CardSheet;
import io.caskade.api.cards.EcmTrial;
import io.caskade.api.cards.ReaderState;
import io.caskade.api.cards.ReaderStatus;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Card readers over real HTTP. */
class ReadersTest {
  private final List<List<Object>> trials = new ArrayList<>();
  @TempDir Path etc;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = new RunningApi(etc);
    api.headEnd.parts.put(
        CardReaders.class,
        Fakes.of(
            CardReaders.class,
            Map.of(
                "list", a -> List.of(desk()),
                "read", a -> read((String) a[0]),
                "tryEcm",
                    a -> {
                      trials.add(List.of(a));
                      return new EcmTrial(EcmTrial.Outcome.WRONG_WORDS, Duration.ofMillis(135));
                    })));
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  private static ReaderStatus desk() {
    return new ReaderStatus(
        "desk",
        "phoenix",
        ReaderState.UNUSABLE,
        FakeHeadEnd.NOW,
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new ReaderStatus.LastError(FakeHeadEnd.NOW, ErrorCode.CARD_MUTE, List.of("desk"))),
        12,
        3);
  }

  private static CardSheet read(String reader) {
    if (!reader.equals("desk")) {
      throw new CaskadeException(ErrorCode.READER_UNKNOWN, reader);
    }
    return new CardSheet(
        Octets.parseHex("3B240030423030"),
        new CardSerial(2_100_000_004L),
        0x0B00,
        64,
        2,
        Octets.parseHex("05CD8B"),
        List.of(
            new CardSheet.Subscription(
                "TVCAS.COM",
                Optional.of(LocalDate.of(2020, 4, 12)),
                Optional.empty(),
                ProductMask.parse("00000001"))),
        true,
        false,
        Optional.of(new CardSheet.Counters(7, 10)));
  }

  @Test
  void readersAreListedWithWhatIsWrong() throws Exception {
    JsonNode reader = api.json(api.get("/readers")).path("items").path(0);
    assertThat(reader.path("name").asText()).isEqualTo("desk");
    assertThat(reader.path("state").asText()).isEqualTo("unusable");
    assertThat(reader.path("failures").asInt()).isEqualTo(3);
    JsonNode error = reader.path("lastError");
    assertThat(error.path("code").asText()).isEqualTo("CARD_MUTE");
    assertThat(error.path("cure").asText()).contains("upside down");

    HttpResponse<String> russian =
        api.send(api.request("/readers").header("Accept-Language", "ru").GET());
    assertThat(api.json(russian).path("items").path(0).path("lastError").path("text").asText())
        .contains("не отвечает");
  }

  @Test
  void aCardIsRead() throws Exception {
    JsonNode card = api.json(api.get("/readers/desk/card"));
    assertThat(card.path("serial").asLong()).isEqualTo(2_100_000_004L);
    assertThat(card.path("caSystemId").asText()).isEqualTo("0B00");
    assertThat(card.path("paired").asBoolean()).isTrue();
    assertThat(card.path("counters").path("ecms").asInt()).isEqualTo(10);
    JsonNode subscription = card.path("subscriptions").path(0);
    assertThat(subscription.path("from").asText()).isEqualTo("2020-04-12");
    assertThat(subscription.path("products").asText()).isEqualTo("00000001");
    assertThat(api.get("/readers/door/card").statusCode()).isEqualTo(404);
  }

  @Test
  void anEcmIsTriedAndNoted() throws Exception {
    HttpResponse<String> trial =
        api.post("/readers/desk/ecm-trials", "{\"network\":\"north\",\"products\":\"00000004\"}");
    assertThat(trial.statusCode()).as(trial.body()).isEqualTo(200);
    assertThat(api.json(trial).path("outcome").asText()).isEqualTo("wrong-words");
    assertThat(api.json(trial).path("milliseconds").asInt()).isEqualTo(135);
    assertThat(api.headEnd.notes).containsExactly("TRY_ECM reader:desk");

    assertThat(api.post("/readers/desk/ecm-trials", "{}").statusCode()).isEqualTo(200);
    assertThat(trials)
        .containsExactly(
            List.of("desk", new NetworkId("north"), ProductMask.parse("00000004")),
            List.of("desk", NetworkId.MAIN, ProductMask.parse("00000001")));

    HttpResponse<String> wrong = api.post("/readers/desk/ecm-trials", "{\"products\":\"x\"}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(api.json(wrong).path("field").asText()).isEqualTo("products");
  }

  @Test
  void scopesAndNetworksAreKept() throws Exception {
    assertThat(get("/readers", FakeHeadEnd.READER)).isEqualTo(403);
    assertThat(get("/readers/desk/card", FakeHeadEnd.READER)).isEqualTo(200);
    HttpResponse<String> foreign =
        api.send(
            HttpRequest.newBuilder(api.uri("/readers/desk/ecm-trials"))
                .header("Authorization", "Bearer " + FakeHeadEnd.NORTH)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"network\":\"south\"}")));
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(trials).isEmpty();
  }

  private int get(String path, String token) throws Exception {
    return api.send(
            HttpRequest.newBuilder(api.uri(path)).header("Authorization", "Bearer " + token).GET())
        .statusCode();
  }

  @Test
  void withoutTheFeatureTheAnswerSaysSo() throws Exception {
    api.headEnd.parts.remove(CardReaders.class);
    assertThat(api.get("/readers").statusCode()).isEqualTo(503);
  }
}
