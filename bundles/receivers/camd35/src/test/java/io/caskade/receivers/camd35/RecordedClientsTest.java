package io.caskade.receivers.camd35;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.Octets;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.lib.receiverlistener.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that OSCam, tsdecrypt and a test client sent get the very bytes they got. */
class RecordedClientsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int DATAGRAM = 2_048;

  private final PlayedReceiverService server = new PlayedReceiverService();

  private JsonNode prepare(String name) throws IOException {
    JsonNode dialogue;
    try (InputStream in = RecordedClientsTest.class.getResourceAsStream(name + ".json")) {
      dialogue = new ObjectMapper().readTree(in);
    }
    JsonNode inputs = dialogue.get("inputs");
    server.account(inputs.get("account_user").asText(), inputs.get("account_password").asText());
    server.offer(new OfferedCard(0x0B00, List.of(0), 0));
    for (JsonNode request : dialogue.get("requests")) {
      if (request.path("answer").asText().equals("CW")) {
        server.opens(
            Octets.parseHex(request.get("ecm").asText()),
            Octets.parseHex(request.get("cw").asText()));
      }
    }
    return dialogue;
  }

  private static List<JsonNode> messages(JsonNode dialogue) {
    List<JsonNode> messages = new ArrayList<>();
    for (JsonNode each : dialogue.get("stream")) {
      if (each.has("hex")) {
        messages.add(each);
      }
    }
    return messages;
  }

  private static byte[] hex(JsonNode message) {
    return HEX.parseHex(message.get("hex").asText());
  }

  private static boolean fromClient(JsonNode message) {
    return message.get("dir").asText().equals("c>s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cs378x-s",
        "cs378x-s2",
        "cs378x-emm-s",
        "cs378x-emm-s2",
        "cs378x-tsdecrypt-s",
        "cs378x-tsdecrypt-s2"
      })
  void overTcpEveryAnswerIsTheRecordedOne(String name) throws IOException {
    JsonNode dialogue = prepare(name);
    try (Listening listening = new Listening(server, Transport.TCP);
        Socket socket = new Socket()) {
      socket.connect(listening.address());
      socket.setSoTimeout(PATIENCE_MILLIS);
      for (JsonNode message : messages(dialogue)) {
        byte[] frame = hex(message);
        if (fromClient(message)) {
          socket.getOutputStream().write(frame);
        } else {
          assertThat(HEX.formatHex(socket.getInputStream().readNBytes(frame.length)))
              .isEqualTo(HEX.formatHex(frame));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"camd35-s", "camd35-s2"})
  void overUdpEveryAnswerIsTheRecordedOne(String name) throws IOException {
    JsonNode dialogue = prepare(name);
    try (Listening listening = new Listening(server, Transport.UDP);
        DatagramSocket socket = new DatagramSocket()) {
      socket.connect(listening.address());
      socket.setSoTimeout(PATIENCE_MILLIS);
      for (JsonNode message : messages(dialogue)) {
        byte[] frame = hex(message);
        if (fromClient(message)) {
          socket.send(new DatagramPacket(frame, frame.length));
        } else {
          DatagramPacket answer = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
          socket.receive(answer);
          assertThat(HEX.formatHex(Arrays.copyOf(answer.getData(), answer.getLength())))
              .isEqualTo(HEX.formatHex(frame));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cs378x-badpw-s", "cs378x-badpw-s2", "cs378x-baduser-s", "cs378x-baduser-s2"})
  void aWrongNameOrPasswordIsClosedWithoutAnAnswerOverTcp(String name) throws IOException {
    JsonNode dialogue = prepare(name);
    try (Listening listening = new Listening(server, Transport.TCP);
        Socket socket = new Socket()) {
      socket.connect(listening.address());
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(hex(messages(dialogue).get(0)));
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(server.failures())
        .extracting(PlayedReceiverService.Failure::why)
        .containsExactly(
            name.contains("badpw") ? LogInFailure.WRONG_PASSWORD : LogInFailure.UNKNOWN_NAME);
  }

  /** Silence is no proof by itself: the good frame behind it is answered, the bad one is not. */
  @ParameterizedTest
  @ValueSource(
      strings = {"camd35-badpw-s", "camd35-badpw-s2", "camd35-baduser-s", "camd35-baduser-s2"})
  void aWrongNameOrPasswordGetsNoAnswerOverUdp(String name) throws IOException {
    JsonNode dialogue = prepare(name);
    JsonNode good = prepare(name.endsWith("s2") ? "camd35-s2" : "camd35-s");
    try (Listening listening = new Listening(server, Transport.UDP);
        DatagramSocket socket = new DatagramSocket()) {
      socket.connect(listening.address());
      socket.setSoTimeout(PATIENCE_MILLIS);
      byte[] bad = hex(messages(dialogue).get(0));
      socket.send(new DatagramPacket(bad, bad.length));
      byte[] keepalive = hex(messages(good).get(0));
      socket.send(new DatagramPacket(keepalive, keepalive.length));
      byte[] expected =
          messages(good).stream()
              .filter(message -> !fromClient(message))
              .map(RecordedClientsTest::hex)
              .findFirst()
              .orElseThrow();
      DatagramPacket answer = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
      socket.receive(answer);
      assertThat(Arrays.copyOf(answer.getData(), answer.getLength())).isEqualTo(expected);
      assertThat(listening.listener().counters()).containsEntry("log_ins_failed", 1L);
    }
    assertThat(server.failures()).as("a sender's address may be forged").isEmpty();
  }
}
