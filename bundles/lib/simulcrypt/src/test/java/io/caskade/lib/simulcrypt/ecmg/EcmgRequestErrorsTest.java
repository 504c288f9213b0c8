package io.caskade.lib.simulcrypt.ecmg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.caskade.lib.simulcrypt.GoldenPdus;
import io.caskade.lib.simulcrypt.Tolerance;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hand-made requests of {@code ecmg-v2-errors}; their answers follow our reference. */
class EcmgRequestErrorsTest {
  private static final EcmgDecoder DECODER = EcmgDecoder.atEcmg(Tolerance.STANDARD);

  /** Cases that a codec decides: all others are good messages at a bad moment. */
  private static final Map<String, String> EXPECTED =
      Map.of(
          "unsupported protocol_version 9", "020005 000E=0064 7000=0002 7001=0000",
          "unknown message_type 0x0006", "020005 000E=0064 7000=0003 7001=0001",
          "EMMG channel_setup sent to an ECMG", "020005 000E=0000 7000=0003 7001=0001",
          "channel_setup without Super_CAS_id", "020005 000E=0064 7000=0010 7001=0001",
          "Super_CAS_id of 3 bytes", "020005 000E=0064 7000=000F 7001=0001",
          "unknown parameter 0x001A", "020005 000E=0064 7000=000E 7001=001A",
          "parameter longer than its message", "020005 000E=0064 7000=0001 7001=000B",
          "three invalid messages, then closed", "020005 000E=0000 7000=0003 7001=0001");

  @Test
  void everyRequestDecodesToItsErrorOrToAMessageWithTheSameBytes() {
    List<String> refusedCases = new ArrayList<>();
    for (JsonNode testCase : GoldenPdus.read("simulcrypt/ecmg-v2-errors.json").get("cases")) {
      String name = testCase.get("case").asText();
      for (JsonNode pdu : testCase.get("pdus")) {
        if (pdu.has("hex") && pdu.get("direction").asText().startsWith("SCS")) {
          byte[] request = HexFormat.of().parseHex(pdu.get("hex").asText());
          if (check(name, request)) {
            refusedCases.add(name);
          }
        }
      }
    }
    assertThat(refusedCases).hasSize(10).containsOnlyOnceElementsOf(singles());
  }

  private static List<String> singles() {
    return EXPECTED.keySet().stream().filter(name -> !name.startsWith("three")).toList();
  }

  private static boolean check(String name, byte[] request) {
    EcmgDecoded decoded = DECODER.decode(request, 0, request.length);
    if (decoded instanceof EcmgProtocolError error) {
      assertThat(render(error.answer().orElseThrow())).as(name).isEqualTo(EXPECTED.get(name));
      return true;
    }
    assertThat(EXPECTED).as("decodes although it is bad").doesNotContainKey(name);
    assertThat(((EcmgMessage) decoded).pdu().toByteArray()).as(name).isEqualTo(request);
    return false;
  }

  private static String render(EcmgMessage answer) {
    StringBuilder text = new StringBuilder();
    text.append(HexFormat.of().withUpperCase().toHexDigits(answer.version(), 2));
    text.append(HexFormat.of().withUpperCase().toHexDigits(answer.type().code(), 4));
    GoldenPdus.parameters(answer.pdu())
        .forEach(p -> text.append(' ').append(p.replace(' ', '=').toUpperCase(Locale.ROOT)));
    return text.toString();
  }
}
