package io.caskade.ecm.ecmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.ecm.ecmg.TestMux;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.ecmg.ChannelTerms;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessage;
import io.caskade.lib.simulcrypt.ecmg.EcmgMessageType;
import io.caskade.lib.simulcrypt.ecmg.StreamError;
import io.caskade.lib.simulcrypt.ecmg.StreamStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real muxes sent, against our session: the shape of the answers is that of the recording. */
class RecordedMuxesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ecmg-v2-cissa-tspacket",
        "ecmg-v2-cpwrap-FFFF",
        "ecmg-v2-csa2-tspacket",
        "ecmg-v2-multi",
        "ecmg-v3-cissa-section",
        "ecmg-v3-csa2-tspacket"
      })
  void aRecordedMuxGetsTheAnswersThatItGot(String name) {
    SectionTspktFlag form =
        name.endsWith("-section") ? SectionTspktFlag.SECTIONS : SectionTspktFlag.TS_PACKETS;
    Map<Integer, TestMux> muxes = new HashMap<>();
    for (Line line : lines(name)) {
      int channel = channelOf(line.bytes());
      TestMux mux = muxes.computeIfAbsent(channel, c -> new TestMux(settings(form, 1, 2)));
      if (line.fromMux()) {
        mux.send(line.bytes());
      } else {
        compare(mux.answer(), line, form);
      }
    }
    muxes.values().forEach(mux -> assertThat(mux.poll()).isNull());
  }

  @Test
  void aMuxWithOneWordIsServedByAListenerWithOneWord() {
    TestMux mux = new TestMux(settings(SectionTspktFlag.TS_PACKETS, 0, 1));
    mux.issuer()
        .traits(
            new io.caskade.api.ecm.ProfileTraits("one", 0, 1, java.util.Set.of(8), 32, 16, false));
    List<EcmgMessageType> expected = new ArrayList<>();
    for (Line line : lines("ecmg-v2-onecw")) {
      if (line.fromMux()) {
        mux.send(line.bytes());
      } else {
        expected.add(typeOf(line.bytes()));
      }
    }
    // The recording has no access criteria, which this profile demands.
    assertThat(mux.answerTypes())
        .hasSameSizeAs(expected)
        .startsWith(EcmgMessageType.CHANNEL_STATUS, EcmgMessageType.STREAM_STATUS);
  }

  @Test
  void aMuxWithoutAccessCriteriaIsServedByDefaultCriteria() {
    SessionRules rules =
        SessionRules.defaults()
            .with(io.caskade.api.base.AccessCriteria.of(new byte[] {0, 0, 0, 1}));
    TestMux mux = new TestMux(TestMux.settings().with(rules));
    for (Line line : lines("ecmg-v2-csa2-section-noac")) {
      if (line.fromMux()) {
        mux.send(line.bytes());
      } else {
        compare(mux.answer(), line, SectionTspktFlag.SECTIONS);
      }
    }
  }

  @Test
  void hostileRequestsGetTheErrorsOfTheRecording() {
    TestMux mux = new TestMux();
    EcmgMessage last = null;
    int compared = 0;
    for (Line line : lines("ecmg-v2-errors")) {
      if (line.begins()) {
        mux = new TestMux();
      }
      if (line.fromMux()) {
        mux.send(line.bytes());
      } else if (typeOf(line.bytes()) == EcmgMessageType.STREAM_ERROR) {
        last = mux.answer();
        assertThat(last.type()).isEqualTo(EcmgMessageType.STREAM_ERROR);
        assertThat(((StreamError) last).errorStatus()).isEqualTo(statusOf(line.bytes()));
        compared++;
      } else {
        mux.poll();
      }
    }
    assertThat(last).isNotNull();
    assertThat(compared).isGreaterThanOrEqualTo(4);
  }

  @Test
  void aLenientListenerAnswersEverythingThatTvcas3Answered() throws IOException {
    JsonNode transcript;
    try (InputStream in = resource("tvcas3/ecmg_wire.json")) {
      transcript = new ObjectMapper().readTree(in).get("transcript");
    }
    TestMux mux = new TestMux(lenient());
    for (JsonNode step : transcript) {
      if (step.get("message").asText().equals("channel_setup")) {
        mux = new TestMux(lenient());
      }
      byte[] request = HexFormat.of().parseHex(step.get("request").asText());
      mux.send(request);
      String response = step.path("response").asText("");
      if (step.path("response").isNull()) {
        EcmgMessage answer = mux.poll();
        // Where the original is silent we answer stream_close_request, as the standard wants.
        assertThat(answer == null || answer.type() == EcmgMessageType.STREAM_CLOSE_RESPONSE)
            .isTrue();
      } else {
        byte[] expected = HexFormat.of().parseHex(response);
        EcmgMessage answer = mux.answer();
        assertThat(answer.pdu().version()).isEqualTo(expected[0]);
        assertThat(answer.type()).isEqualTo(typeOf(expected));
        assertThat(answer.ecmChannelId()).isEqualTo(channelOf(expected));
      }
    }
  }

  @Test
  void aLenientListenerNeedsNoSetUp() {
    TestMux mux = new TestMux(lenient());
    mux.send(mux.provision(4, 0));
    assertThat(mux.answer(EcmResponse.class).ecmStreamId()).isEqualTo(4);
    mux.setUpChannel();
    mux.setUpChannel();
    mux.send(io.caskade.lib.simulcrypt.ecmg.ChannelClose.of(2, TestMux.CHANNEL));
    mux.send(mux.provision(4, 1));
    assertThat(mux.answer(EcmResponse.class).cpNumber()).isEqualTo(1);
    mux.send(io.caskade.lib.simulcrypt.ecmg.StreamTest.of(2, 999, 77));
    StreamStatus status = mux.answer(StreamStatus.class);
    assertThat(status.ecmChannelId()).isEqualTo(999);
    assertThat(status.ecmId()).isEmpty();
  }

  @Test
  void aLenientListenerTakesAnyVersionAndAnySuperCasId() {
    TestMux mux = new TestMux(lenient());
    mux.sendHex("090001000E000E00020007000100045A5A0001");
    assertThat(mux.answer().version()).isEqualTo(9);
  }

  @Test
  void aLenientListenerTakesMissingAndShortCriteriaForMaskZero() {
    TestMux mux = new TestMux(lenient());
    for (byte[] criteria : new byte[][] {{}, {1, 2}}) {
      mux.send(mux.provision(1, 0, criteria));
      ByteBuffer ecm = mux.answer(EcmResponse.class).ecmDatagram();
      assertThat(ecm.getInt(ecm.limit() - 4)).isZero();
    }
  }

  @Test
  void aLenientListenerGoesByThePlaceOfTheWordsWhenTheirNumbersAreOdd() {
    TestMux mux = new TestMux(lenient());
    mux.send(
        CwProvision.builder(2, TestMux.CHANNEL, 1, 5)
            .accessCriteria(new byte[4])
            .word(77, mux.word(5))
            .word(77, mux.word(6))
            .build());
    ByteBuffer ecm = mux.answer(EcmResponse.class).ecmDatagram();
    assertThat(ecm.getShort(5)).isEqualTo((short) 5);
    assertThat(ecm.getShort(15)).isEqualTo((short) 6);
  }

  @Test
  void packetsHaveNoPidNoContinuityAndStuffingAtTheEnd() {
    TestMux mux = new TestMux(settings(SectionTspktFlag.TS_PACKETS, 1, 2));
    mux.setUpChannel();
    mux.setUpStream(1);
    for (int cp = 0; cp < 2; cp++) {
      mux.send(mux.provision(1, cp));
      byte[] packet = bytes(mux.answer(EcmResponse.class).ecmDatagram());
      assertThat(packet).hasSize(188).startsWith(0x47, 0x5F, 0xFF, 0x10, 0x00, 0x80 | cp);
      assertThat(packet[187]).isEqualTo((byte) 0xFF);
    }
  }

  private static void compare(EcmgMessage ours, Line line, SectionTspktFlag form) {
    byte[] recorded = line.bytes();
    assertThat(ours.type()).isEqualTo(typeOf(recorded));
    assertThat(ours.version()).isEqualTo(recorded[0]);
    assertThat(ours.ecmChannelId()).isEqualTo(channelOf(recorded));
    if (ours instanceof EcmResponse response) {
      // channel, stream and CP_number stand at the same places in both
      assertThat(ByteBuffer.wrap(response.pdu().toByteArray(), 5, 18))
          .isEqualTo(ByteBuffer.wrap(recorded, 5, 18));
      assertThat(response.ecmDatagram().remaining() % 188 == 0)
          .isEqualTo(form == SectionTspktFlag.TS_PACKETS);
    } else if (ours instanceof StreamStatus status) {
      assertThat(status.criteriaInEveryMessage()).isTrue();
    }
  }

  private record Line(boolean fromMux, byte[] bytes, boolean begins) {}

  private static List<Line> lines(String name) {
    List<Line> lines = new ArrayList<>();
    boolean begins = false;
    try (InputStream in = resource("simulcrypt/" + name + ".hex")) {
      for (String text : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
        String[] words = text.split(" ");
        if (text.startsWith("#")) {
          begins = true;
        } else if (words.length == 4 && words[3].matches("[0-9a-f]+")) {
          boolean fromMux = words[0].equals("SCS->ECMG");
          lines.add(new Line(fromMux, HexFormat.of().parseHex(words[3]), begins));
          begins = false;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(lines).isNotEmpty();
    return lines;
  }

  private static InputStream resource(String name) {
    InputStream in = RecordedMuxesTest.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is missing");
    }
    return in;
  }

  private static int channelOf(byte[] pdu) {
    return pdu.length >= 11 && pdu[5] == 0 && pdu[6] == 0x0E
        ? ByteBuffer.wrap(pdu).getShort(9) & 0xFFFF
        : 0;
  }

  private static int statusOf(byte[] pdu) {
    int at = 5;
    while (at + 4 <= pdu.length) {
      ByteBuffer all = ByteBuffer.wrap(pdu);
      if (all.getShort(at) == 0x7000) {
        return all.getShort(at + 4) & 0xFFFF;
      }
      at += 4 + (all.getShort(at + 2) & 0xFFFF);
    }
    throw new IllegalArgumentException("no error_status");
  }

  private static EcmgMessageType typeOf(byte[] pdu) {
    int code = ByteBuffer.wrap(pdu).getShort(1);
    for (EcmgMessageType type : EcmgMessageType.values()) {
      if (type.code() == code) {
        return type;
      }
    }
    throw new IllegalArgumentException("message_type " + code);
  }

  private static ListenerSettings settings(SectionTspktFlag form, int leadCw, int cwPerMsg) {
    ChannelTerms usual = TestMux.settings().terms();
    return TestMux.settings()
        .with(
            new ChannelTerms(
                form,
                OptionalInt.of(-100),
                OptionalInt.of(-100),
                usual.delayStartMs(),
                usual.delayStopMs(),
                usual.transitionDelayStartMs(),
                usual.transitionDelayStopMs(),
                usual.ecmRepPeriodMs(),
                usual.maxStreams(),
                usual.minCpDuration(),
                leadCw,
                cwPerMsg,
                usual.maxCompTimeMs()));
  }

  private static ListenerSettings lenient() {
    return TestMux.settings()
        .with(SessionRules.defaults().with(SessionRules.SequenceTolerance.LENIENT));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
