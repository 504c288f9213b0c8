package io.caskade.lib.simulcrypt.emmg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.lib.simulcrypt.GoldenPdus;
import io.caskade.lib.simulcrypt.GoldenPdus.Golden;
import io.caskade.lib.simulcrypt.Tolerance;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmmgGoldenTest {
  private static final EmmgDecoder AT_MUX = EmmgDecoder.atMux(Tolerance.STANDARD);
  private static final EmmgDecoder AT_EMMG = EmmgDecoder.atEmmg(Tolerance.STANDARD);
  private static final String EMPTY_LAST = "emmg-v2-tcp-section-emptylast";

  static Stream<Golden> wellFormed() {
    return Stream.of(
            "emmg-v1-tcp-section",
            "emmg-v2-tcp-bwlimited",
            "emmg-v2-tcp-section",
            "emmg-v2-tcp-tspacket",
            "emmg-v2-udp-tspacket",
            "emmg-v3-tcp-section",
            "emmg-v3-udp-section",
            "emmg-v5-tcp-section",
            "emmg-v5-udp-section")
        .flatMap(file -> GoldenPdus.of(file).stream());
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void everyCapturedMessageDecodesAndEncodesToTheSameBytes(Golden golden) {
    EmmgMessage message = decode(golden);

    assertThat(message.type().row().name()).isEqualTo(golden.message());
    assertThat(message.version()).isEqualTo(golden.version());
    assertThat(GoldenPdus.parameters(message.pdu())).isEqualTo(golden.parameters());
    assertThat(message.pdu().toByteArray()).isEqualTo(golden.bytes());
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void everyCapturedMessageHoldsTheSameTypedValuesAfterRebuildingIt(Golden golden) {
    EmmgMessage rebuilt = Rebuild.of(decode(golden));

    assertThat(decoderFor(golden).decode(rebuilt.pdu())).isEqualTo(rebuilt);
    assertThat(GoldenPdus.parameters(rebuilt.pdu()))
        .containsExactlyInAnyOrderElementsOf(golden.parameters());
  }

  @Test
  void onlyTheDataProvisionWithoutDatagramIsAnErrorInTheCaptureThatEndsWithOne() {
    List<Golden> pdus = GoldenPdus.of(EMPTY_LAST);
    int refused = 0;
    for (Golden golden : pdus) {
      byte[] bytes = golden.bytes();
      EmmgDecoded decoded = decoderFor(golden).decode(bytes, 0, bytes.length);
      if (decoded instanceof EmmgProtocolError error) {
        refused++;
        assertThat(error)
            .isEqualTo(
                new EmmgProtocolError(
                    2,
                    0x0211,
                    EmmgErrorStatus.MISSING_MANDATORY_PARAMETER,
                    true,
                    0x4A000001,
                    1,
                    2,
                    0x0005,
                    true));
        assertThat(error.isEmptyDataProvision()).isTrue();
      } else {
        assertThat(((EmmgMessage) decoded).pdu().toByteArray()).isEqualTo(bytes);
      }
    }
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void theFirstSectionsOfACaptureAreTheDatagramsInOrder() {
    DataProvision provision =
        wellFormed()
            .filter(golden -> golden.file().equals("emmg-v2-tcp-section"))
            .map(EmmgGoldenTest::decode)
            .filter(DataProvision.class::isInstance)
            .map(DataProvision.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(provision.datagrams()).hasSizeGreaterThan(1);
    for (ByteBuffer section : provision.datagrams()) {
      assertThat(section.isReadOnly()).isTrue();
      assertThat(section.remaining()).isEqualTo(3 + (section.getShort(1) & 0x0FFF));
    }
    assertThat(provision.dataId()).hasValue(5);
  }

  @Test
  void aTranscriptOfTvcas3DecodesAndEncodesToTheSameBytes() {
    JsonNode wire = GoldenPdus.read("tvcas3/emmg_wire.json");
    int messages = 0;
    for (JsonNode step : wire.get("handshake")) {
      check(AT_MUX, step.get("from_emmg"));
      check(AT_EMMG, step.get("from_mux"));
      messages += 2;
    }
    for (JsonNode provision : wire.get("first_data_provisions")) {
      check(AT_MUX, provision);
      messages++;
    }
    assertThat(messages).isEqualTo(9);
  }

  private static void check(EmmgDecoder decoder, JsonNode hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.asText());
    EmmgDecoded decoded = decoder.decode(bytes, 0, bytes.length);
    assertThat(decoded).isInstanceOf(EmmgMessage.class);
    assertThat(((EmmgMessage) decoded).pdu().toByteArray()).isEqualTo(bytes);
  }

  private static EmmgMessage decode(Golden golden) {
    byte[] bytes = golden.bytes();
    EmmgDecoded decoded = decoderFor(golden).decode(bytes, 0, bytes.length);
    assertThat(decoded).as(golden.hex()).isInstanceOf(EmmgMessage.class);
    return (EmmgMessage) decoded;
  }

  private static EmmgDecoder decoderFor(Golden golden) {
    return golden.sender().equals("EMMG") ? AT_MUX : AT_EMMG;
  }
}
