package io.caskade.lib.simulcrypt.ecmg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.lib.simulcrypt.GoldenPdus;
import io.caskade.lib.simulcrypt.GoldenPdus.Golden;
import io.caskade.lib.simulcrypt.Tolerance;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcmgGoldenTest {
  private static final EcmgDecoder AT_ECMG = EcmgDecoder.atEcmg(Tolerance.STANDARD);
  private static final EcmgDecoder AT_SCS = EcmgDecoder.atScs(Tolerance.STANDARD);

  static Stream<Golden> wellFormed() {
    return Stream.of(
            "ecmg-v2-cissa-tspacket",
            "ecmg-v2-cpwrap-FFFF",
            "ecmg-v2-csa2-section-noac",
            "ecmg-v2-csa2-tspacket",
            "ecmg-v2-multi",
            "ecmg-v2-onecw",
            "ecmg-v3-cissa-section",
            "ecmg-v3-csa2-tspacket")
        .flatMap(file -> GoldenPdus.of(file).stream());
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void everyCapturedMessageDecodesAndEncodesToTheSameBytes(Golden golden) {
    EcmgMessage message = decode(golden);

    assertThat(message.type().row().name()).isEqualTo(golden.message());
    assertThat(message.version()).isEqualTo(golden.version());
    assertThat(GoldenPdus.parameters(message.pdu())).isEqualTo(golden.parameters());
    assertThat(message.pdu().toByteArray()).isEqualTo(golden.bytes());
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void everyCapturedMessageHoldsTheSameTypedValuesAfterRebuildingIt(Golden golden) {
    EcmgMessage message = decode(golden);
    EcmgMessage rebuilt = Rebuild.of(message);

    assertThat(decoderFor(golden).decode(rebuilt.pdu())).isEqualTo(rebuilt);
    assertThat(GoldenPdus.parameters(rebuilt.pdu()))
        .containsExactlyInAnyOrderElementsOf(golden.parameters());
  }

  @Test
  void aTranscriptOfTvcas3DecodesOnLenientPeersAndEncodesToTheSameBytes() {
    EcmgDecoder ecmg = EcmgDecoder.atEcmg(Tolerance.LENIENT);
    EcmgDecoder scs = EcmgDecoder.atScs(Tolerance.LENIENT);
    int messages = 0;
    for (JsonNode step : GoldenPdus.read("tvcas3/ecmg_wire.json").get("transcript")) {
      EcmgMessage request = roundTrip(ecmg, step.get("request").asText());
      assertThat(request.type().row().name()).isEqualTo(step.get("message").asText());
      messages++;
      if (!step.get("response").isNull()) {
        roundTrip(scs, step.get("response").asText());
        messages++;
      }
    }
    assertThat(messages).isEqualTo(60);
  }

  private static EcmgMessage roundTrip(EcmgDecoder decoder, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    EcmgDecoded decoded = decoder.decode(bytes, 0, bytes.length);
    assertThat(decoded).as(hex).isInstanceOf(EcmgMessage.class);
    EcmgMessage message = (EcmgMessage) decoded;
    assertThat(message.pdu().toByteArray()).isEqualTo(bytes);
    return message;
  }

  private static EcmgMessage decode(Golden golden) {
    byte[] bytes = golden.bytes();
    EcmgDecoded decoded = decoderFor(golden).decode(bytes, 0, bytes.length);
    assertThat(decoded).as(golden.hex()).isInstanceOf(EcmgMessage.class);
    return (EcmgMessage) decoded;
  }

  private static EcmgDecoder decoderFor(Golden golden) {
    return golden.sender().equals("SCS") ? AT_ECMG : AT_SCS;
  }
}
