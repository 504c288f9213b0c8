package io.caskade.receivers.newcamd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.Octets;
import io.caskade.api.receivers.LogInFailure;
import io.caskade.api.receivers.OfferedCard;
import io.caskade.api.receivers.PlayedReceiverService;
import io.caskade.lib.newcamd.Command;
import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.newcamd.FrameCodec;
import io.caskade.lib.newcamd.NewcamdMessage;
import io.caskade.lib.newcamd.ProtocolVersion;
import io.caskade.lib.receiverlistener.Limits;
import io.caskade.lib.receiverlistener.ListenerSettings;
import io.caskade.lib.receiverlistener.ReceiverListener;
import io.caskade.lib.receiverlistener.ReceiverLoops;
import io.caskade.lib.receiverlistener.Transport;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that OSCam, tsdecrypt and a test client sent, answered as their server answered. */
class RecordedClientsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final int PATIENCE_MILLIS = 10_000;

  private final PlayedReceiverService server = new PlayedReceiverService();
  private final ReceiverLoops loops = ReceiverLoops.open("newcamd-test", 1);
  private Optional<ReceiverListener> started = Optional.empty();

  private static JsonNode read(String name) throws IOException {
    try (InputStream in = RecordedClientsTest.class.getResourceAsStream(name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
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

  private Socket open(JsonNode dialogue, ExtendedMode mode) throws IOException {
    JsonNode inputs = dialogue.get("inputs");
    server.account(inputs.get("account_user").asText(), inputs.get("account_password").asText());
    List<Integer> providers = new ArrayList<>();
    inputs.get("provids").forEach(each -> providers.add(Integer.parseInt(each.asText(), 16)));
    server.offer(new OfferedCard(Integer.parseInt(inputs.get("caid").asText(), 16), providers, 0));
    for (JsonNode request : dialogue.get("requests")) {
      if (request.path("answer").asText().equals("CW")) {
        server.opens(
            Octets.parseHex(request.get("ecm").asText()),
            Octets.parseHex(request.get("cw").asText()));
      }
    }
    loops.use(server);
    Limits limits = new Limits(10, 10, Duration.ofSeconds(30), Duration.ofSeconds(60));
    ReceiverListener listener =
        new ReceiverListener(
            "newcamd",
            new ListenerSettings(SettingsReader.PID, "main", "127.0.0.1", 0, Transport.TCP, limits),
            new NewcamdProtocol(key(dialogue), 0, mode, new Seed(hex(messages(dialogue).get(0)))),
            loops,
            InstantSource.system(),
            System::nanoTime);
    listener.start();
    started = Optional.of(listener);
    Socket socket = new Socket();
    socket.connect(listener.localAddress().orElseThrow());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static DesKey key(JsonNode dialogue) {
    return DesKey.parse(dialogue.get("inputs").get("des_key").asText());
  }

  /** Gives the recorded seed of the log-in. */
  private record Seed(byte[] recorded) implements RandomGenerator {
    @Override
    public long nextLong() {
      return 0;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(recorded, 0, bytes, 0, bytes.length);
    }
  }

  @AfterEach
  void close() {
    started.ifPresent(ReceiverListener::stop);
    loops.close();
  }

  @ParameterizedTest
  @CsvSource({
    "newcamd-s, AUTO",
    "newcamd-s2, AUTO",
    "newcamd-tsdecrypt-s, AUTO",
    "newcamd-tsdecrypt-s2, AUTO",
    "newcamd-emm-s, AUTO",
    "newcamd-emm-s2, AUTO",
    "newcamd-mg-s, ALWAYS",
    "newcamd-mg-s2, ALWAYS"
  })
  void everyRecordedQuestionGetsTheRecordedAnswer(String name, ExtendedMode mode)
      throws IOException {
    JsonNode dialogue = read(name);
    byte[] seed = hex(messages(dialogue).get(0));
    byte[] proof =
        dialogue.get("inputs").get("crypted_password").asText().getBytes(StandardCharsets.US_ASCII);
    FrameCodec logIn = codec(key(dialogue), seed, true);
    FrameCodec working = codec(key(dialogue), proof, false);
    try (Socket socket = open(dialogue, mode)) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      assertThat(in.readNBytes(seed.length)).isEqualTo(seed);
      int answers = 0;
      for (JsonNode message : messages(dialogue).subList(1, messages(dialogue).size())) {
        if (message.get("dir").asText().equals("c>s")) {
          socket.getOutputStream().write(hex(message));
        } else {
          boolean first = message.get("note").asText().endsWith("login key");
          check(message, receive(in, first ? logIn : working));
          answers++;
        }
      }
      assertThat(answers).isGreaterThan(4);
    }
  }

  private static FrameCodec codec(DesKey key, byte[] with, boolean logIn) {
    return FrameCodec.of(
        logIn ? key.logIn(with) : key.working(with), ProtocolVersion.P525, new SplittableRandom(1));
  }

  private static NewcamdMessage receive(DataInputStream in, FrameCodec codec) throws IOException {
    int length = in.readUnsignedShort();
    byte[] frame = new byte[2 + length];
    frame[0] = (byte) (length >> 8);
    frame[1] = (byte) length;
    in.readFully(frame, 2, length);
    return codec.decode(frame, 0, frame.length).orElseThrow();
  }

  private static void check(JsonNode recorded, NewcamdMessage answer) {
    String plain = recorded.get("plain").asText();
    String ours = HEX.formatHex(answer.payload());
    if (answer.command().equals(Optional.of(Command.CARD))) {
      // The number of the user is the server's own.
      assertThat(ours.substring(8)).isEqualTo(plain.substring(8));
    } else {
      assertThat(ours).isEqualTo(plain);
    }
    String note = recorded.get("note").asText();
    assertThat(note).contains("msgid " + answer.header().id() + ";");
    // The port in D3 is the recorded server's own.
    String header =
        "%04x%04x%06x%02x"
            .formatted(
                answer.header().serviceId(),
                answer.header().caSystemId(),
                answer.header().provider(),
                answer.header().extra());
    boolean port = answer.command().equals(Optional.of(Command.ADD_CARD));
    assertThat(note).contains(port ? header.substring(4) : "header " + header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "newcamd-badpw-s",
        "newcamd-badpw-s2",
        "newcamd-tsdecrypt-badpw-s",
        "newcamd-tsdecrypt-badpw-s2"
      })
  void aWrongPasswordIsRefusedAsRecorded(String name) throws IOException {
    JsonNode dialogue = read(name);
    List<JsonNode> messages = messages(dialogue);
    try (Socket socket = open(dialogue, ExtendedMode.AUTO)) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readNBytes(DesKey.LENGTH);
      socket.getOutputStream().write(hex(messages.get(1)));
      check(messages.get(2), receive(in, codec(key(dialogue), hex(messages.get(0)), true)));
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(server.failures())
        .extracting(PlayedReceiverService.Failure::why)
        .containsExactly(LogInFailure.WRONG_PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"newcamd-badkey-s", "newcamd-badkey-s2"})
  void aWrongKeyIsClosedWithoutAnAnswer(String name) throws IOException {
    JsonNode dialogue = read(name);
    try (Socket socket = open(dialogue, ExtendedMode.AUTO)) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readNBytes(DesKey.LENGTH);
      socket.getOutputStream().write(hex(messages(dialogue).get(1)));
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(server.failures())
        .extracting(PlayedReceiverService.Failure::why)
        .containsExactly(LogInFailure.PROTOCOL);
  }
}
