package io.caskade.lib.camd35;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dialogues of OSCam, tsdecrypt and a test client, over UDP and TCP, in both directions. */
class RecordedDialogueTest {
  private static final HexFormat HEX = HexFormat.of();

  private static JsonNode read(String name) throws IOException {
    try (InputStream in = RecordedDialogueTest.class.getResourceAsStream(name + ".json")) {
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

  private static String input(JsonNode dialogue, String name) {
    return dialogue.get("inputs").get(name).asText();
  }

  private static Camd35Codec codec(JsonNode dialogue, String user, String password) {
    return new Camd35Codec(
        Token.of(input(dialogue, user)),
        input(dialogue, password).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "camd35-s",
        "camd35-s2",
        "cs378x-s",
        "cs378x-s2",
        "cs378x-emm-s",
        "cs378x-emm-s2",
        "cs378x-tsdecrypt-s",
        "cs378x-tsdecrypt-s2"
      })
  void everyFrameOpensAsRecordedAndComesBackTheSame(String name) throws IOException {
    JsonNode dialogue = read(name);
    Camd35Codec codec = codec(dialogue, "account_user", "account_password");
    assertThat(HEX.toHexDigits(codec.token())).isEqualTo(input(dialogue, "token"));
    List<JsonNode> messages = messages(dialogue);
    assertThat(messages).hasSizeGreaterThan(4);
    for (JsonNode recorded : messages) {
      byte[] frame = HEX.parseHex(recorded.get("hex").asText());
      assertThat(codec.frameLength(frame, 0, frame.length)).isEqualTo(frame.length);
      Camd35Message message = codec.decode(frame, 0, frame.length).orElseThrow();
      String plain = recorded.get("plain").asText();
      assertThat(plain.substring(40)).startsWith(HEX.formatHex(message.data()));
      assertThat(recorded.get("note").asText())
          .contains("idx %04x;".formatted(message.header().index()));
      assertThat(HEX.formatHex(codec.encode(message))).isEqualTo(HEX.formatHex(frame));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"camd35-s", "cs378x-s", "cs378x-s2", "cs378x-tsdecrypt-s2"})
  void answersToTheRecordedQuestionsAreTheRecordedAnswers(String name) throws IOException {
    JsonNode dialogue = read(name);
    Camd35Codec codec = codec(dialogue, "account_user", "account_password");
    int asked = 0;
    Camd35Message question = null;
    for (JsonNode recorded : messages(dialogue)) {
      byte[] frame = HEX.parseHex(recorded.get("hex").asText());
      Camd35Message message = codec.decode(frame, 0, frame.length).orElseThrow();
      if (message.command() == Command.ECM) {
        question = message;
        JsonNode request = dialogue.get("requests").get(asked++);
        assertThat(HEX.formatHex(message.data())).isEqualTo(request.get("ecm").asText());
      } else if (question != null && message.command() == Command.WORDS) {
        byte[] words = HEX.parseHex(dialogue.get("requests").get(asked - 1).get("cw").asText());
        assertThat(codec.encode(question.answer(Command.WORDS, words))).isEqualTo(frame);
      } else if (question != null && message.command() == Command.NOT_FOUND) {
        assertThat(codec.encode(question.answer(Command.NOT_FOUND))).isEqualTo(frame);
      }
    }
    assertThat(asked).isEqualTo(dialogue.get("requests").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"camd35-badpw-s", "camd35-badpw-s2", "cs378x-badpw-s", "cs378x-badpw-s2"})
  void aWrongPasswordDoesNotOpen(String name) throws IOException {
    JsonNode dialogue = read(name);
    byte[] frame = HEX.parseHex(messages(dialogue).get(0).get("hex").asText());
    Camd35Codec right = codec(dialogue, "account_user", "account_password");
    int length = right.frameLength(frame, 0, frame.length);
    assertThat(length <= 0 || right.decode(frame, 0, length).isEmpty()).isTrue();
    Camd35Codec typed = codec(dialogue, "client_user", "client_password");
    assertThat(typed.decode(frame, 0, typed.frameLength(frame, 0, frame.length))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"camd35-baduser-s", "camd35-baduser-s2", "cs378x-baduser-s", "cs378x-baduser-s2"})
  void anUnknownNameHasAnotherToken(String name) throws IOException {
    JsonNode dialogue = read(name);
    byte[] frame = HEX.parseHex(messages(dialogue).get(0).get("hex").asText());
    Camd35Codec account = codec(dialogue, "account_user", "account_password");
    assertThat(account.frameLength(frame, 0, frame.length)).isEqualTo(Camd35Codec.INVALID);
    assertThat(Token.read(frame, 0))
        .isEqualTo(Token.of(input(dialogue, "client_user")))
        .isNotEqualTo(account.token());
  }
}
