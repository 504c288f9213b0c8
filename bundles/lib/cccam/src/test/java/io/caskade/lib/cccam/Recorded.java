package io.caskade.lib.cccam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A connection between two other programs, recorded: src/test/resources/vectors. */
record Recorded(
    String name,
    String password,
    String clientName,
    String clientPassword,
    List<Request> requests,
    List<Part> parts) {
  private static final HexFormat HEX = HexFormat.of();

  /** What was asked; words are empty when the service has none. */
  @SuppressWarnings("ArrayRecordComponent") // read from files, compared by content only
  record Request(int service, byte[] ecm, byte[] words, boolean found) {}

  /** One message; nothing in clear when it was not encrypted, no bytes when a side closed. */
  @SuppressWarnings("ArrayRecordComponent") // as above
  record Part(boolean fromServer, byte[] wire, Optional<byte[]> clear, String note) {}

  static Stream<String> dialogues() {
    return Stream.of("plain", "ext", "emm", "card-removed")
        .flatMap(scenario -> Stream.of(scenario + "-s", scenario + "-s2"))
        .filter(scenario -> !scenario.equals("card-removed-s2"))
        .map(scenario -> "cccam-" + scenario);
  }

  static Stream<String> refusals() {
    return Stream.of("cccam-badpw-s", "cccam-badpw-s2", "cccam-baduser-s", "cccam-baduser-s2");
  }

  static Recorded read(String name) {
    try (InputStream in = Recorded.class.getResourceAsStream("/vectors/" + name + ".json")) {
      JsonNode root = new ObjectMapper().readTree(Objects.requireNonNull(in, name));
      JsonNode inputs = root.get("inputs");
      List<Request> requests = new ArrayList<>();
      root.get("requests").forEach(each -> request(each).ifPresent(requests::add));
      List<Part> parts = new ArrayList<>();
      root.get("stream").forEach(each -> parts.add(part(each)));
      return new Recorded(
          inputs.get("account_user").asText(),
          inputs.get("account_password").asText(),
          inputs.get("client_user").asText(),
          inputs.get("client_password").asText(),
          requests,
          parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Request> request(JsonNode each) {
    if (!each.has("ecm")) {
      return Optional.empty();
    }
    return Optional.of(
        new Request(
            Integer.parseInt(each.get("sid").asText(), 16),
            HEX.parseHex(each.get("ecm").asText()),
            HEX.parseHex(each.path("cw").asText("").replace("null", "")),
            each.path("answer").asText("").equals("CW")));
  }

  private static Part part(JsonNode each) {
    return new Part(
        each.get("dir").asText().equals("s>c"),
        HEX.parseHex(each.path("hex").asText("")),
        each.has("plain")
            ? Optional.of(HEX.parseHex(each.get("plain").asText()))
            : Optional.empty(),
        each.path("note").asText(each.path("event").asText("")));
  }

  byte[] seed() {
    return parts.get(0).wire();
  }

  byte[] passwordBytes() {
    return password.getBytes(StandardCharsets.UTF_8);
  }

  byte[] clientPasswordBytes() {
    return clientPassword.getBytes(StandardCharsets.UTF_8);
  }

  /** After seed, proof, name, password and the server's word. */
  List<Part> messages() {
    return parts.stream().skip(5).filter(part -> part.wire().length > 0).toList();
  }
}
