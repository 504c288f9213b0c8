package io.caskade.receivers.cccam.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.Octets;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService.Failure;
import io.caskade.lib.cccam.Card;
import io.caskade.lib.cccam.ClientLogIn;
import io.caskade.lib.cccam.Frame;
import io.caskade.lib.cccam.FrameInbox;
import io.caskade.lib.cccam.FromServer;
import io.caskade.lib.cccam.NodeId;
import io.caskade.lib.cccam.PartnerText;
import io.caskade.lib.cccam.ServerData;
import io.caskade.lib.cccam.WordsAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The very bytes that OSCam's clients sent, with the seed of then: this server answers as the
 * recorded one did.
 */
class RecordedClientsTest extends ServedTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte PARTNER = (byte) 0xFE;

  private JsonNode recorded = new ObjectMapper().createObjectNode();
  private boolean extended;
  private int lastShare;
  private NodeId clientNode = new NodeId(0);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cccam-plain-s",
        "cccam-plain-s2",
        "cccam-ext-s",
        "cccam-ext-s2",
        "cccam-emm-s",
        "cccam-emm-s2"
      })
  void itIsAnsweredAsThen(String name) throws IOException {
    serveAsRecorded(name);
    try (Socket socket = Receiver.connect(address())) {
      ClientLogIn client = replayLogIn(socket);
      byte[] accepted = socket.getInputStream().readNBytes(ClientLogIn.ACCEPTED_BYTES);
      assertThat(client.isAccepted(accepted)).isTrue();
      FrameInbox inbox = new FrameInbox(client.fromServer());
      Iterator<JsonNode> requests = asked().iterator();
      List<JsonNode> answers = new ArrayList<>();
      for (JsonNode message : after(5)) {
        byte[] clear = HEX.parseHex(message.get("plain").asText());
        boolean keepalive = clear[1] == 6;
        if (message.get("dir").asText().equals("c>s")) {
          note(clear);
          socket.getOutputStream().write(HEX.parseHex(message.get("hex").asText()));
          if (keepalive) {
            // Before or after the cards: OSCam's server says nothing here.
            answers.add(message);
          }
        } else if (clear[1] == PARTNER) {
          // Here cards wait until extended mode is settled.
          answers.add(firstCard(answers), message);
        } else if (!keepalive) {
          answers.add(message);
        }
      }
      compare(socket.getInputStream(), inbox, answers, requests);
    }
    assertThat(server.failures()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cccam-badpw-s", "cccam-badpw-s2", "cccam-baduser-s", "cccam-baduser-s2"})
  void itIsRefusedAsThen(String name) throws IOException {
    serveAsRecorded(name);
    try (Socket socket = Receiver.connect(address())) {
      replayLogIn(socket);

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    JsonNode inputs = recorded.get("inputs");
    String given = inputs.get("client_user").asText();
    boolean known = given.equals(inputs.get("account_user").asText());
    assertThat(server.failures())
        .extracting(Failure::name, Failure::why)
        .containsExactly(
            tuple(given, known ? LogInFailure.WRONG_PASSWORD : LogInFailure.UNKNOWN_NAME));
  }

  private static int firstCard(List<JsonNode> answers) {
    return IntStream.range(0, answers.size())
        .filter(i -> answers.get(i).get("plain").asText().startsWith("07", 2))
        .findFirst()
        .orElseThrow();
  }

  private void serveAsRecorded(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/vectors/" + name + ".json")) {
      recorded = new ObjectMapper().readTree(Objects.requireNonNull(in, name));
    }
    JsonNode inputs = recorded.get("inputs");
    server.account(inputs.get("account_user").asText(), inputs.get("account_password").asText());
    List<Integer> providers = new ArrayList<>();
    inputs.get("provids").forEach(id -> providers.add(Integer.parseInt(id.asText(), 16)));
    server.offer(new OfferedCard(0x0B00, providers, 1));
    for (JsonNode request : recorded.get("requests")) {
      if (request.path("answer").asText().equals("CW")) {
        server.opens(
            Octets.parseHex(request.get("ecm").asText()),
            Octets.parseHex(request.get("cw").asText()));
      }
    }
    byte[] seed = HEX.parseHex(recorded.get("stream").get(0).get("hex").asText());
    restart(recordedNode(), inputs.get("server_version").asText(), foreseen(seed));
    lastShare = 100;
  }

  private NodeId recordedNode() {
    for (JsonNode message : recorded.get("stream")) {
      String clear = message.path("plain").asText();
      if (clear.startsWith("00080048")) {
        return NodeId.parse(clear.substring(8, 24));
      }
    }
    return NODE;
  }

  private static RandomGenerator foreseen(byte[] seed) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new AssertionError("only seeds are random here");
      }

      @Override
      public void nextBytes(byte[] bytes) {
        System.arraycopy(seed, 0, bytes, 0, bytes.length);
      }
    };
  }

  /** Sends proof, name and password as then, and keeps up with them. */
  private ClientLogIn replayLogIn(Socket socket) throws IOException {
    byte[] seed = socket.getInputStream().readNBytes(ClientLogIn.SEED_BYTES);
    assertThat(HEX.formatHex(seed)).isEqualTo(recorded.get("stream").get(0).get("hex").asText());
    for (int i = 1; i <= 3; i++) {
      socket
          .getOutputStream()
          .write(HEX.parseHex(recorded.get("stream").get(i).get("hex").asText()));
    }
    JsonNode inputs = recorded.get("inputs");
    return new ClientLogIn(
        seed,
        inputs.get("client_user").asText(),
        inputs.get("client_password").asText().getBytes(StandardCharsets.UTF_8));
  }

  private List<JsonNode> after(int first) {
    List<JsonNode> messages = new ArrayList<>();
    for (int i = first; i < recorded.get("stream").size(); i++) {
      messages.add(recorded.get("stream").get(i));
    }
    return messages;
  }

  private List<JsonNode> asked() {
    List<JsonNode> asked = new ArrayList<>();
    recorded.get("requests").forEach(each -> asked.add(each));
    asked.removeIf(each -> !each.has("ecm"));
    return asked;
  }

  private void note(byte[] clear) {
    if (clear[1] == 0) {
      clientNode = NodeId.parse(HEX.formatHex(clear, 24, 32));
    }
  }

  /** Keepalives are echoed between other messages, the rest comes in the order of then. */
  private void compare(
      InputStream in, FrameInbox inbox, List<JsonNode> expected, Iterator<JsonNode> requests)
      throws IOException {
    long keepalives = expected.stream().filter(each -> isKeepalive(each)).count();
    Iterator<JsonNode> others = expected.stream().filter(each -> !isKeepalive(each)).iterator();
    for (int i = 0; i < expected.size(); i++) {
      FromServer message = next(in, inbox);
      if (message instanceof FromServer.Keepalive) {
        keepalives--;
      } else {
        compare(message, inbox, HEX.parseHex(others.next().get("plain").asText()), requests);
      }
    }
    assertThat(keepalives).isZero();
    assertThat(others.hasNext()).isFalse();
    assertThat(requests.hasNext()).isFalse();
  }

  private static boolean isKeepalive(JsonNode message) {
    return message.get("plain").asText().startsWith("06", 2);
  }

  private void compare(
      FromServer message, FrameInbox inbox, byte[] then, Iterator<JsonNode> requests) {
    if (message instanceof WordsAnswer answer) {
      byte[] words =
          extended ? inbox.words(answer) : inbox.maskedWords(answer, clientNode, lastShare);
      assertThat(HEX.formatHex(words)).isEqualTo(requests.next().get("cw").asText());
      assertThat(then[1]).isEqualTo((byte) 1);
      if (extended) {
        assertThat(answer.index()).isEqualTo(then[0] & 0xFF);
      }
    } else if (message instanceof FromServer.NotFound answer) {
      assertThat(requests.next().get("answer").asText()).isEqualTo("not found");
      assertThat(then[1]).isEqualTo((byte) 0xFF);
      assertThat(answer.shareUnknown()).isFalse();
      if (extended) {
        assertThat(answer.index()).isEqualTo(then[0] & 0xFF);
      }
    } else if (message instanceof Card card) {
      // Its id at the origin and its nodes are the server's own matter.
      assertThat(HEX.formatHex(then, 4, 8)).isEqualTo(HEX.toHexDigits(card.shareId()));
      assertThat(HEX.formatHex(then, 12, 16)).isEqualTo("0b000001");
      assertThat(card.caSystemId()).isEqualTo(0x0B00);
      assertThat(card.reshare()).isEqualTo(1);
      assertThat(card.providers()).hasSize(then[24]);
    } else if (message instanceof FromServer.Partner partner) {
      extended = partner.text().offers(PartnerText.EXTENDED_MODE);
      assertThat(new String(then, 4, 8, StandardCharsets.US_ASCII)).isEqualTo("PARTNER:");
    } else if (message instanceof FromServer.EmmTaken
        || message instanceof FromServer.ClientDataTaken) {
      assertThat(message.frame().length()).isZero();
      assertThat((int) then[1]).isEqualTo(message instanceof FromServer.EmmTaken ? 2 : 0);
    } else {
      assertThat(message).isInstanceOf(ServerData.class);
      assertThat(then[1]).isEqualTo((byte) 8);
      assertThat(HEX.formatHex(then, 4, 12)).isEqualTo(((ServerData) message).node().toString());
    }
  }

  private static FromServer next(InputStream in, FrameInbox inbox) throws IOException {
    byte[] one = new byte[1];
    Frame frame = null;
    while (frame == null) {
      assertThat(in.read(one)).isEqualTo(1);
      frame = inbox.next(ByteBuffer.wrap(one));
    }
    return FromServer.read(frame);
  }
}
