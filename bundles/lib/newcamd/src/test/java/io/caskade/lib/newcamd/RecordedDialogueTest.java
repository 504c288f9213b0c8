package io.caskade.lib.newcamd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dialogues of OSCam, tsdecrypt and a test client, frame by frame in both directions. */
class RecordedDialogueTest {
  private static final HexFormat HEX = HexFormat.of();

  private JsonNode read(String name) throws IOException {
    try (InputStream in = RecordedDialogueTest.class.getResourceAsStream(name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static byte[] bytes(JsonNode node, String field) {
    return HEX.parseHex(node.get(field).asText());
  }

  private static List<JsonNode> messages(JsonNode dialogue) {
    List<JsonNode> messages = new ArrayList<>();
    dialogue
        .get("stream")
        .forEach(
            each -> {
              if (each.has("hex")) {
                messages.add(each);
              }
            });
    return messages;
  }

  private static byte[] proof(JsonNode dialogue) {
    return dialogue
        .get("inputs")
        .get("crypted_password")
        .asText()
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static DesKey key(JsonNode dialogue) {
    return DesKey.parse(dialogue.get("inputs").get("des_key").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "newcamd-s",
        "newcamd-s2",
        "newcamd-mg-s",
        "newcamd-mg-s2",
        "newcamd-tsdecrypt-s",
        "newcamd-tsdecrypt-s2",
        "newcamd-emm-s",
        "newcamd-emm-s2"
      })
  void everyFrameOpensAsRecordedAndComesBackTheSame(String name) throws IOException {
    JsonNode dialogue = read(name);
    List<JsonNode> messages = messages(dialogue);
    FrameCipher logIn = key(dialogue).logIn(bytes(messages.get(0), "hex"));
    FrameCipher working = key(dialogue).working(proof(dialogue));
    int checked = 0;
    for (JsonNode message : messages.subList(1, messages.size())) {
      FrameCipher cipher = message.get("note").asText().endsWith("login key") ? logIn : working;
      byte[] frame = bytes(message, "hex");
      NewcamdMessage opened =
          FrameCodec.of(cipher, ProtocolVersion.P525, new SplittableRandom(1))
              .decode(frame, 0, frame.length)
              .orElseThrow();
      assertThat(HEX.formatHex(opened.payload())).isEqualTo(message.get("plain").asText());
      assertThat(message.get("note").asText())
          .contains("msgid " + opened.header().id() + ";", "header " + header(opened.header()));
      assertThat(FrameCodec.frameLength(frame, 0, frame.length)).isEqualTo(frame.length);
      checkEncoded(cipher, opened, frame);
      checked++;
    }
    assertThat(checked).isGreaterThan(8);
  }

  private static Optional<NewcamdMessage> open(FrameCipher cipher, byte[] frame) {
    return FrameCodec.ofServer(cipher, new SplittableRandom(1)).decode(frame, 0, frame.length);
  }

  private static String header(Header header) {
    return "%04x%04x%06x%02x"
        .formatted(header.serviceId(), header.caSystemId(), header.provider(), header.extra());
  }

  /** With the IV of the recording, the frame is the recorded one up to padding and check. */
  private static void checkEncoded(FrameCipher cipher, NewcamdMessage message, byte[] recorded) {
    byte[] plain = new byte[recorded.length - 10];
    cipher.open(recorded, 2, plain.length, plain);
    int used = ProtocolVersion.P525.header() + message.length();
    byte[] padding = Arrays.copyOfRange(plain, used, plain.length - 1);
    byte[] iv = Arrays.copyOfRange(recorded, recorded.length - 8, recorded.length);
    byte[] encoded =
        FrameCodec.of(cipher, ProtocolVersion.P525, new Replayed(padding, iv)).encode(message);
    assertThat(HEX.formatHex(encoded)).isEqualTo(HEX.formatHex(recorded));
  }

  /** Gives the recorded padding, then the recorded IV. */
  private static final class Replayed implements RandomGenerator {
    private final List<byte[]> pieces = new ArrayList<>();

    private Replayed(byte[]... recorded) {
      for (byte[] each : recorded) {
        if (each.length > 0) {
          pieces.add(each);
        }
      }
    }

    @Override
    public long nextLong() {
      byte[] piece = pieces.remove(0);
      long bits = 0;
      for (int i = piece.length - 1; i >= 0; i--) {
        bits = bits << 8 | piece[i] & 0xFF;
      }
      return bits;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"newcamd-s", "newcamd-s2", "newcamd-tsdecrypt-s"})
  void passwordAndKeysGiveTheProofAndTheRecordedKeys(String name) throws IOException {
    JsonNode inputs = read(name).get("inputs");
    byte[] password = inputs.get("account_password").asText().getBytes(StandardCharsets.UTF_8);
    String proof = new String(Md5Crypt.text(password), StandardCharsets.US_ASCII);
    assertThat(proof).isEqualTo(inputs.get("crypted_password").asText());
    byte[] key = HEX.parseHex(inputs.get("des_key").asText());
    for (int i = 0; i < proof.length(); i++) {
      key[i % DesKey.LENGTH] ^= (byte) proof.charAt(i);
    }
    assertThat(HEX.formatHex(DesKey.spread(key))).isEqualTo(inputs.get("working_key").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"newcamd-s", "newcamd-s2", "newcamd-mg-s", "newcamd-mg-s2"})
  void logInAndCardDataReadAsRecordedAndComeBackTheSame(String name) throws IOException {
    JsonNode dialogue = read(name);
    JsonNode inputs = dialogue.get("inputs");
    for (JsonNode message : messages(dialogue)) {
      String plain = message.path("plain").asText();
      if (plain.startsWith("e0")) {
        byte[] data = HEX.parseHex(plain.substring(6));
        LogIn logIn = LogIn.read(data).orElseThrow();
        assertThat(logIn.user()).isEqualTo(inputs.get("client_user").asText());
        assertThat(logIn.proof()).isEqualTo(proof(dialogue));
        assertThat(LogIn.data(logIn.user(), logIn.proof())).isEqualTo(data);
      } else if (plain.startsWith("e4")) {
        byte[] data = HEX.parseHex(plain.substring(6));
        CardData card = CardData.read(data).orElseThrow();
        List<Integer> providers = new ArrayList<>();
        inputs.get("provids").forEach(each -> providers.add(Integer.parseInt(each.asText(), 16)));
        assertThat(card.caSystemId()).isEqualTo(Integer.parseInt(inputs.get("caid").asText(), 16));
        assertThat(card.providers()).isEqualTo(providers);
        assertThat(card.data()).isEqualTo(data);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"newcamd-badkey-s", "newcamd-badkey-s2"})
  void aFrameOfAnotherKeyDoesNotOpen(String name) throws IOException {
    JsonNode dialogue = read(name);
    List<JsonNode> messages = messages(dialogue);
    FrameCipher cipher = key(dialogue).logIn(bytes(messages.get(0), "hex"));
    assertThat(open(cipher, bytes(messages.get(1), "hex"))).isEmpty();
    DesKey typed = DesKey.parse(dialogue.get("inputs").get("client_des_key").asText());
    assertThat(open(typed.logIn(bytes(messages.get(0), "hex")), bytes(messages.get(1), "hex")))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "newcamd-badpw-s",
        "newcamd-badpw-s2",
        "newcamd-tsdecrypt-badpw-s",
        "newcamd-tsdecrypt-badpw-s2"
      })
  void aWrongPasswordHasAnotherProof(String name) throws IOException {
    JsonNode dialogue = read(name);
    List<JsonNode> messages = messages(dialogue);
    FrameCipher cipher = key(dialogue).logIn(bytes(messages.get(0), "hex"));
    NewcamdMessage message = open(cipher, bytes(messages.get(1), "hex")).orElseThrow();
    LogIn logIn = LogIn.read(message.data()).orElseThrow();
    byte[] typed =
        dialogue.get("inputs").get("client_password").asText().getBytes(StandardCharsets.UTF_8);
    assertThat(logIn.proof()).isEqualTo(Md5Crypt.text(typed)).isNotEqualTo(proof(dialogue));
  }
}
