package io.caskade.faces.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.Urgency;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams of events over real HTTP. */
@Timeout(30)
class EventsTest {
  @TempDir Path etc;
  private RunningApi api;

  @BeforeEach
  void start() throws Exception {
    api = new RunningApi(etc);
  }

  @AfterEach
  void stop() throws Exception {
    api.close();
  }

  private void seal(long seq, String network) {
    api.headEnd.changes.add(
        new SealedChange(
            seq,
            new UUID(0, seq),
            FakeHeadEnd.NOW,
            "SUSPEND",
            Urgency.SINGLE,
            new NetworkId(network),
            Optional.of(new CardSerial(2_100_000_000L)),
            "card:2100000000"));
    api.streams.sealed(seq);
  }

  private BufferedReader open(String token, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(api.uri("/events")).header("Authorization", "Bearer " + token);
    if (headers.length > 0) {
      request.headers(headers);
    }
    var answer = api.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static String nextId(BufferedReader stream) throws Exception {
    String line = stream.readLine();
    while (line != null && !line.startsWith("id:")) {
      line = stream.readLine();
    }
    return String.valueOf(line);
  }

  @Test
  void aListenerHearsWhatIsSealedAfterItCame() throws Exception {
    seal(1, "main");
    try (BufferedReader stream = open(FakeHeadEnd.ALL)) {
      assertThat(stream.readLine()).isEqualTo(":");
      seal(2, "main");
      assertThat(nextId(stream)).isEqualTo("id: 2");
      assertThat(stream.readLine()).isEqualTo("event: card");
      assertThat(stream.readLine())
          .contains("\"seq\":2")
          .contains("\"serial\":2100000000")
          .contains("\"operation\":\"SUSPEND\"");
    }
  }

  @Test
  void aListenerGoesOnWhereItStopped() throws Exception {
    for (long seq = 1; seq <= 3; seq++) {
      seal(seq, "main");
    }
    try (BufferedReader stream = open(FakeHeadEnd.ALL, "Last-Event-ID", "1")) {
      assertThat(nextId(stream)).isEqualTo("id: 2");
      assertThat(nextId(stream)).isEqualTo("id: 3");
    }
  }

  @Test
  void aListenerHearsOnlyOfItsNetworks() throws Exception {
    seal(1, "main");
    seal(2, "north");
    try (BufferedReader stream = open(FakeHeadEnd.NORTH, "Last-Event-ID", "0")) {
      assertThat(nextId(stream)).isEqualTo("id: 2");
    }
  }

  @Test
  void theEndOfTheHeadEndEndsTheStream() throws Exception {
    try (BufferedReader stream = open(FakeHeadEnd.ALL)) {
      assertThat(stream.readLine()).isEqualTo(":");
      api.streams.close();
      assertThat(nextId(stream)).isEqualTo("null");
    }
  }
}
