package io.caskade.faces.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.base.Octets;
import io.caskade.api.rights.Actor;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.Job;
import io.caskade.api.rights.jobs.JobManagement;
import io.caskade.api.rights.jobs.JobState;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client meets: refusals, problems and pages. */
class RestTest extends RestScene {
  private static final String PEOPLE = "/networks/main/subscribers";

  @Test
  void whoHasNoTokenLearnsThatOneIsNeeded() throws Exception {
    for (String authorization : List.of("", "Basic YTpi", "Bearer ", "Bearer wrong")) {
      var request = HttpRequest.newBuilder(api.uri(CARDS));
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      HttpResponse<String> answer = api.send(request);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValue("Bearer realm=\"caskade\"");
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(api.problem(answer)).isEqualTo("unauthenticated");
    }
  }

  @Test
  void aMissingScopeIsRefusedAndNotedBeforeTheBodyIsRead() throws Exception {
    HttpResponse<String> answer =
        api.send(
            HttpRequest.newBuilder(api.uri(CARDS))
                .header("Authorization", "Bearer " + FakeHeadEnd.READER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("this is no JSON")));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(api.headEnd.notes).containsExactly("refused cards-add main");
  }

  @Test
  void aTokenOfAnotherNetworkIsRefused() throws Exception {
    HttpResponse<String> answer =
        api.send(
            HttpRequest.newBuilder(api.uri(CARDS))
                .header("Authorization", "Bearer " + FakeHeadEnd.NORTH));
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void aCardIsAddedAndToldWhereItIs() throws Exception {
    HttpResponse<String> answer =
        api.post(
            CARDS,
            """
            {"serial":2100000000,"status":"active","entitlements":[{"products":[0,4],
             "start":"2026-12-01T00:00:00Z","finish":"2026-12-31T23:59:59Z"}]}""");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .endsWith("/api/v1/networks/main/cards/2100000000");
    JsonNode card = api.json(answer);
    assertThat(card.path("printed").asText()).isEqualTo("210-000-000-0");
    assertThat(card.path("entitlements").path(0).path("products").toString()).isEqualTo("[0,4]");
    assertThat(card.path("entitlements").path(0).path("finish").asText())
        .isEqualTo("2026-12-31T23:59:59Z");
    assertThat(card.has("subscriber")).isFalse();
  }

  @Test
  void malformedInputNamesTheField() throws Exception {
    assertFault("{\"serial\":2100000000,\"colour\":1}", "field-unknown", "colour");
    assertFault("{\"serial\":\"x\"}", "field-invalid", "serial");
    assertFault("{}", "field-invalid", "serial");
    assertFault("{\"serial\":1.5}", "field-invalid", "serial");
    assertFault("{\"serial\":99999999999}", "card-serial-invalid", "serial");
    assertFault("{\"serial\":1,\"status\":\"asleep\"}", "field-invalid", "status");
    assertFault("{\"serial\":1,\"key\":\"XY\"}", "key-not-hex", "key");
    assertFault(
        "{\"serial\":1,\"entitlements\":[{\"products\":[32],\"start\":\"2026-12-01T00:00:00Z\","
            + "\"finish\":\"2026-12-01T00:00:00Z\"}]}",
        "field-invalid",
        "entitlements[0].products");
    assertFault(
        "{\"serial\":1,\"entitlements\":[{\"products\":[1],\"start\":\"soon\",\"finish\":\"2026-12-01T00:00:00Z\"}]}",
        "field-invalid",
        "entitlements[0].start");
    assertFault("{\"serial\":1", "body-invalid", "");
    assertFault("{\"serial\":1,\"serial\":2}", "body-invalid", "");
    assertFault("{\"serial\":1} trailing", "body-invalid", "");
    assertFault("", "body-invalid", "");
    assertThat(api.headEnd.cards).isEmpty();
  }

  private void assertFault(String body, String type, String field) throws Exception {
    HttpResponse<String> answer = api.post(CARDS, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(api.problem(answer)).as(answer.body()).isEqualTo(type);
    assertThat(api.json(answer).path("field").asText()).as(answer.body()).isEqualTo(field);
  }

  @Test
  void anOversizedBodyIsRefusedWhetherItSaysSoOrNot() throws Exception {
    String large = "{\"serial\":2100000000,\"region\":\"" + "x".repeat(5000) + "\"}";
    HttpResponse<String> announced = api.post(CARDS, large);
    HttpResponse<String> chunked =
        api.send(
            api.request(CARDS)
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))));
    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(api.problem(chunked)).isEqualTo("body-too-large");
  }

  @Test
  void aBulkRequestMayBeLarger() throws Exception {
    api.headEnd.parts.put(
        JobManagement.class,
        Fakes.of(JobManagement.class, Map.of("start", a -> job((BulkWork) a[1]))));
    String serials = "2100000000,".repeat(1000) + "2100000000";
    HttpResponse<String> answer =
        api.post(
            "/networks/main/jobs",
            "{\"turn\":{\"cards\":{\"serials\":[" + serials + "]},\"operation\":\"suspend\"}}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .endsWith("/api/v1/networks/main/jobs/j1");
  }

  private static Job job(BulkWork work) {
    return new Job(
        work.network(),
        "j1",
        1,
        work.name(),
        JobState.WAITING,
        1001,
        0,
        0,
        List.of(),
        Octets.empty(),
        new Actor("billing", "127.0.0.1"),
        FakeHeadEnd.NOW,
        FakeHeadEnd.NOW);
  }

  @Test
  void aBulkRequestNamesExactlyOneWork() throws Exception {
    HttpResponse<String> answer = api.post("/networks/main/jobs", "{}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(api.problem(answer)).isEqualTo("field-invalid");
  }

  @Test
  void wrongPathMethodTypeAndFormAreProblems() throws Exception {
    assertThat(status(api.get("/nowhere"), "path-unknown")).isEqualTo(404);
    HttpResponse<String> method = api.send(api.request(CARDS).DELETE());
    assertThat(status(method, "method-not-allowed")).isEqualTo(405);
    assertThat(method.headers().firstValue("Allow").orElse("")).contains("GET").contains("POST");
    assertThat(
            status(
                api.send(api.request(CARDS).setHeader("Accept", "image/png").GET()),
                "not-acceptable"))
        .isEqualTo(406);
    assertThat(
            status(
                api.send(
                    api.request(CARDS)
                        .setHeader("Content-Type", "text/xml")
                        .POST(HttpRequest.BodyPublishers.ofString("<a/>"))),
                "media-type-unsupported"))
        .isEqualTo(415);
    assertThat(status(api.get(CARDS + "?limit=abc"), "field-invalid")).isEqualTo(400);
    assertThat(status(api.get(CARDS + "?limit=1001"), "field-invalid")).isEqualTo(400);
    assertThat(status(api.get("/networks/Main/cards"), "network-name-invalid")).isEqualTo(400);
    assertThat(status(api.get("/networks/main/webhooks"), "part-missing")).isEqualTo(503);
  }

  @Test
  void tooManyCallsAreToldWhenToComeAgain() throws Exception {
    HttpResponse<String> answer =
        api.send(HttpRequest.newBuilder(api.uri(CARDS)).header("Authorization", "Bearer busy"));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("17");
  }

  @Test
  void aRefusalSpeaksRussianToWhoPrefersIt() throws Exception {
    HttpResponse<String> answer =
        api.send(
            api.request("/nowhere").header("Accept-Language", "ru-RU,ru;q=0.9,en;q=0.5").GET());
    assertThat(answer.headers().firstValue("Content-Language")).hasValue("ru");
    assertThat(api.json(answer).path("detail").asText()).contains("ничего нет");
  }

  @Test
  void pagesAreLinkedUntilTheLast() throws Exception {
    for (long serial = 2_100_000_000L; serial < 2_100_000_005L; serial++) {
      api.post(CARDS, "{\"serial\":" + serial + "}");
    }
    var seen = new ArrayList<Long>();
    String next = CARDS + "?limit=2&region=north";
    while (next != null) {
      JsonNode page = api.json(api.get(next));
      page.path("items").forEach(card -> seen.add(card.path("serial").asLong()));
      next = page.has("next") ? page.path("next").asText() : null;
      assertThat(next == null || next.contains("region=north")).isTrue();
    }
    assertThat(seen)
        .containsExactly(2100000000L, 2100000001L, 2100000002L, 2100000003L, 2100000004L);
  }

  @Test
  void twoEditorsDoNotOverwriteEachOther() throws Exception {
    HttpResponse<String> made =
        api.post(
            PEOPLE,
            "{\"id\":\"17\",\"name\":\"Anna\",\"region\":\"north\",\"email\":\"a@b.example\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(patch(null, "{\"name\":\"Vera\"}").statusCode()).isEqualTo(428);
    HttpResponse<String> first = patch("\"1\"", "{\"name\":\"Vera\",\"email\":null}");
    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(first.headers().firstValue("ETag")).hasValue("\"2\"");
    assertThat(api.headEnd.subscribers.get("17").name()).isEqualTo("Vera");
    assertThat(api.headEnd.subscribers.get("17").region()).isEqualTo("north");
    assertThat(api.headEnd.subscribers.get("17").email()).isEmpty();
    HttpResponse<String> second = patch("\"1\"", "{\"name\":\"Olga\"}");
    assertThat(second.statusCode()).isEqualTo(412);
    assertThat(patch("seven", "{}").statusCode()).isEqualTo(400);
    assertThat(api.json(patch("\"2\"", "{\"colour\":1}")).path("field").asText())
        .isEqualTo("colour");
  }

  private HttpResponse<String> patch(String tag, String body) throws Exception {
    var request =
        api.request(PEOPLE + "/17")
            .setHeader("Content-Type", "application/merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body));
    return api.send(tag == null ? request : request.header("If-Match", tag));
  }
}
