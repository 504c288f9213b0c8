package io.caskade.faces.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.api.ops.Endpoint;
import io.caskade.api.ops.EndpointState;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Listeners and outputs over real HTTP, with a ConfigAdmin in memory. */
class GeneratorsTest {
  private final Map<String, Dictionary<String, Object>> stored = new TreeMap<>();
  private final List<String> turns = new ArrayList<>();
  @TempDir Path etc;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = new RunningApi(etc);
    api.headEnd.parts.put(
        ConfigurationAdmin.class,
        Fakes.of(
            ConfigurationAdmin.class,
            Map.of(
                "listConfigurations",
                a -> {
                  String pid = a[0].toString().replaceAll(".*=(.*)\\)", "$1");
                  return stored.keySet().stream()
                      .filter(key -> key.startsWith(pid + "~"))
                      .map(this::configuration)
                      .toArray(Configuration[]::new);
                },
                "getFactoryConfiguration",
                a -> configuration(a[0] + "~" + a[1]))));
    api.headEnd.parts.put(
        Endpoint.class,
        Fakes.of(
            Endpoint.class,
            Map.of(
                "kind", a -> "ecmg",
                "name", a -> "main",
                "state", a -> EndpointState.RUNNING,
                "since", a -> FakeHeadEnd.NOW,
                "detail", a -> "listens",
                "counters", a -> Map.of("ecms", 7L),
                "peers", a -> List.of(),
                "start", a -> turns.add("start"),
                "stop", a -> turns.add("stop"))));
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  @SuppressWarnings("unchecked")
  private Configuration configuration(String pid) {
    return Fakes.of(
        Configuration.class,
        Map.of(
            "getPid", a -> pid,
            "getProperties", a -> stored.get(pid),
            "update", a -> stored.put(pid, (Dictionary<String, Object>) a[0]),
            "delete", a -> stored.remove(pid)));
  }

  private HttpResponse<String> put(String path, String settings) throws Exception {
    return api.send(
        api.request(path)
            .PUT(HttpRequest.BodyPublishers.ofString("{\"settings\":" + settings + "}")));
  }

  @Test
  void aNewOutputGetsItsFile() throws Exception {
    HttpResponse<String> made =
        put("/generators/emmg/mux1", "{\"host\":\"127.0.0.1\",\"port\":\"41000\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(etc.resolve("io.caskade.emmg-mux1.cfg"))
        .content()
        .isEqualTo("host = 127.0.0.1\nport = 41000\n");
    assertThat(stored.get("io.caskade.emmg~mux1").get("felix.fileinstall.filename").toString())
        .endsWith("/io.caskade.emmg-mux1.cfg");
    assertThat(put("/generators/emmg/mux1", "{\"port\":\"41001\"}").statusCode()).isEqualTo(200);
    JsonNode list = api.json(api.get("/generators")).path("items");
    assertThat(list.findValuesAsText("name")).containsExactly("main", "mux1");
    assertThat(list.path(1).path("settings").toString()).isEqualTo("{\"port\":\"41001\"}");
    assertThat(api.send(api.request("/generators/emmg/mux1").DELETE()).statusCode()).isEqualTo(204);
    assertThat(Files.exists(etc.resolve("io.caskade.emmg-mux1.cfg"))).isFalse();
    assertThat(api.headEnd.notes)
        .containsExactly("ADD emmg:mux1", "CHANGE emmg:mux1", "REMOVE emmg:mux1");
  }

  @Test
  void whatATransportDoesNotKnowIsRefused() throws Exception {
    assertThat(
            api.json(put("/generators/ecmg/main", "{\"colour\":\"red\"}")).path("field").asText())
        .isEqualTo("settings.colour");
    assertThat(put("/generators/ecmg/Main", "{}").statusCode()).isEqualTo(400);
    assertThat(put("/generators/ecmg/..%2Fx", "{}").statusCode()).isIn(400, 404);
    assertThat(put("/generators/tape/main", "{}").statusCode()).isEqualTo(400);
    assertThat(put("/generators/ecmg/b", "{\"host\":\"a\\nport = 1\"}").statusCode())
        .isEqualTo(400);
    assertThat(put("/generators/ecmg/b", "{\"host\":\"${user.home}\"}").statusCode())
        .isEqualTo(400);
    assertThat(stored).isEmpty();
    try (var files = Files.list(etc)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aListenerIsStoppedAndStarted() throws Exception {
    HttpResponse<String> stopped = api.post("/generators/ecmg/main/stop", "");
    assertThat(stopped.statusCode()).isEqualTo(200);
    assertThat(api.json(stopped).path("counters").path("ecms").asInt()).isEqualTo(7);
    api.post("/generators/ecmg/main/start", "");
    assertThat(turns).containsExactly("stop", "start");
    assertThat(api.post("/generators/ecmg/other/stop", "").statusCode()).isEqualTo(404);
  }
}
