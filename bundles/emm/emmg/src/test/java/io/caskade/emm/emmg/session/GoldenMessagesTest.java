package io.caskade.emm.emmg.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caskade.api.base.EmmDatagram;
import io.caskade.api.base.Octets;
import io.caskade.api.emm.EmmFeed;
import io.caskade.api.emm.EmmSource;
import io.caskade.api.emm.FeedStatistics;
import io.caskade.lib.simulcrypt.Parameter;
import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.SectionTspktFlag;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.emmg.EmmgDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real EMMGs send is what this one sends, except for the order of parameters. */
class GoldenMessagesTest {
  private static final int DATA_PROVISION = 0x0211;
  private static final int DATA_ID = 0x0008;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "emmg-v1-tcp-section",
        "emmg-v2-tcp-section",
        "emmg-v2-tcp-bwlimited",
        "emmg-v2-tcp-tspacket",
        "emmg-v2-udp-tspacket",
        "emmg-v3-tcp-section",
        "emmg-v3-udp-section",
        "emmg-v5-tcp-section",
        "emmg-v5-udp-section"
      })
  void holdsTheRecordedConversation(String file) throws IOException {
    JsonNode pdus = read(file).get("pdus");
    Conversation conversation = new Conversation(settingsOf(file, pdus));
    List<Pdu> recorded = new ArrayList<>();
    conversation.session.connected(conversation);
    boolean stopped = false;
    for (JsonNode pdu : pdus) {
      Pdu message = Pdu.wrap(HexFormat.of().parseHex(pdu.get("hex").asText()));
      if (pdu.get("direction").asText().startsWith("EMMG")) {
        if (message.messageType() == 0x0114 && !stopped) {
          stopped = true;
          conversation.session.stop();
          conversation.pass(Duration.ofMillis(200));
        }
        recorded.add(message);
      } else {
        conversation.hear(message);
        conversation.pass(Duration.ofMillis(200));
      }
    }
    assertThat(shapes(conversation.sent)).isEqualTo(shapes(recorded));
  }

  @Test
  void sendsTheVeryBytesOfTvcas3() throws IOException {
    JsonNode wire = read("emmg_wire");
    Conversation conversation = new Conversation(VirtualMux.settings());
    for (JsonNode provision : wire.get("first_data_provisions")) {
      byte[] bytes = HexFormat.of().parseHex(provision.asText());
      conversation.emms.add(Octets.of(bytes, bytes.length - 62, 62));
    }
    conversation.oneAtATime = true;
    conversation.session.connected(conversation);
    for (JsonNode step : wire.get("handshake")) {
      conversation.hear(Pdu.wrap(HexFormat.of().parseHex(step.get("from_mux").asText())));
    }
    conversation.pass(Duration.ofSeconds(1));
    List<String> expected = new ArrayList<>();
    wire.get("handshake").forEach(step -> expected.add(step.get("from_emmg").asText()));
    wire.get("first_data_provisions").forEach(hex -> expected.add(hex.asText()));
    assertThat(conversation.sent.stream().map(GoldenMessagesTest::hex).toList())
        .isEqualTo(expected);
  }

  private static OutputSettings settingsOf(String file, JsonNode pdus) {
    Pdu stream = Pdu.wrap(HexFormat.of().parseHex(pdus.get(2).get("hex").asText()));
    Pdu request = Pdu.wrap(HexFormat.of().parseHex(pdus.get(4).get("hex").asText()));
    OutputSettings.Ids ids =
        new OutputSettings.Ids(
            number(stream, 0x0001),
            number(stream, 0x0003),
            number(stream, 0x0004),
            number(stream, DATA_ID));
    OutputSettings settings = VirtualMux.named(VirtualMux.settings(), stream.version(), ids);
    settings = VirtualMux.bandwidth(settings, number(request, 0x0006));
    if (file.contains("tspacket")) {
      settings = VirtualMux.form(settings, SectionTspktFlag.TS_PACKETS);
    }
    // The recorded EMMG sends channel and stream id by UDP, too.
    return file.contains("udp")
        ? VirtualMux.data(settings, new OutputSettings.DataWay(true, 41_000, true))
        : settings;
  }

  /** Message and parameters without order; of data_provision only which parameters it has. */
  private static Set<String> shapes(List<Pdu> messages) {
    Set<String> shapes = new TreeSet<>();
    for (Pdu message : messages) {
      Set<String> parameters = new TreeSet<>();
      for (Parameter parameter : message.parameters()) {
        boolean strange = message.version() == 1 && parameter.type() == DATA_ID;
        if (!strange) {
          boolean data = message.messageType() == DATA_PROVISION;
          parameters.add(parameter.type() + (data ? "" : "=" + hex(parameter)));
        }
      }
      shapes.add(message.version() + ":" + message.messageType() + parameters);
    }
    return shapes;
  }

  private static int number(Pdu pdu, int type) {
    Parameter found =
        pdu.parameters().stream()
            .filter(parameter -> parameter.type() == type)
            .findFirst()
            .orElseThrow();
    return Integer.parseUnsignedInt(hex(found), 16);
  }

  private static String hex(Parameter parameter) {
    byte[] value = new byte[parameter.value().remaining()];
    parameter.value().duplicate().get(value);
    return HexFormat.of().formatHex(value);
  }

  private static String hex(Pdu pdu) {
    return HexFormat.of().withUpperCase().formatHex(pdu.toByteArray());
  }

  private static JsonNode read(String file) throws IOException {
    try (InputStream in =
        GoldenMessagesTest.class.getResourceAsStream("/io/caskade/emm/emmg/" + file + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** A session whose MUX is the recording. */
  private static final class Conversation implements MuxLink {
    final List<Pdu> sent = new ArrayList<>();
    final List<Octets> emms = new ArrayList<>(List.of(Octets.of(EmmStock.section(1, 65))));
    final MuxSession session;
    private final EmmSource source = audience -> feed();
    boolean oneAtATime;
    private long now;

    Conversation(OutputSettings settings) {
      session =
          new MuxSession(
              settings,
              () -> Optional.of(source),
              new Counters(),
              () -> now,
              new MuxNotes("golden", "mux:1", () -> Instant.EPOCH));
    }

    void hear(Pdu message) {
      session.received(EmmgDecoder.atEmmg(Tolerance.STANDARD).decode(message));
    }

    void pass(Duration time) {
      long end = now + time.toNanos();
      while (now < end) {
        now += Math.max(100_000, session.tick());
      }
    }

    private EmmFeed feed() {
      if (oneAtATime) {
        emms.remove(0);
      }
      return new EmmFeed() {
        private boolean pause;

        @Override
        public Optional<EmmDatagram> next(int room) {
          pause = !pause;
          return emms.isEmpty() || !pause
              ? Optional.empty()
              : Optional.of(new EmmDatagram(emms.remove(0)));
        }

        @Override
        public void undelivered(Duration span) {
          // Each EMM is said once.
        }

        @Override
        public FeedStatistics statistics() {
          return new FeedStatistics(0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0);
        }

        @Override
        public void close() {
          emms.clear();
        }
      };
    }

    @Override
    public void send(Pdu message) {
      sent.add(message);
    }

    @Override
    public boolean sendDatagram(Pdu message) {
      sent.add(message);
      return true;
    }

    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public void close(String reason) {
      session.lost();
    }
  }
}
