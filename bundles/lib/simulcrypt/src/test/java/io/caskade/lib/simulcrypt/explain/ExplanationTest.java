package io.caskade.lib.simulcrypt.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.PduBuilder;
import io.caskade.lib.simulcrypt.Tolerance;
import io.caskade.lib.simulcrypt.ecmg.ChannelSetup;
import io.caskade.lib.simulcrypt.ecmg.ChannelTest;
import io.caskade.lib.simulcrypt.ecmg.CwProvision;
import io.caskade.lib.simulcrypt.ecmg.EcmResponse;
import io.caskade.lib.simulcrypt.ecmg.EcmgErrorStatus;
import io.caskade.lib.simulcrypt.ecmg.EcmgParameters;
import io.caskade.lib.simulcrypt.ecmg.StreamSetup;
import io.caskade.lib.simulcrypt.emmg.EmmgErrorStatus;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {
  private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
  private static final Pdu SETUP = StreamSetup.of(2, 1, 1, OptionalInt.of(7), 100).pdu();

  @Test
  void aStrayByteInsideStreamSetupIsShownWithTheBytesAroundIt() {
    byte[] setup = SETUP.toByteArray();
    byte[] longer = new byte[setup.length + 1];
    System.arraycopy(setup, 0, longer, 0, 17);
    longer[17] = 0x60;
    System.arraycopy(setup, 17, longer, 18, setup.length - 17);
    longer[4]++;
    assertThat(text(longer))
        .isEqualTo(
            "In stream_setup, parameter 0x6000 at byte 17 announces 6400 bytes, but 9 are left in"
                + " the message. [TS 103 197 clause 4;"
                + " @5: 00 0E 00 02 00 01 00 0F 00 02 00 01 >60< 00 19 00 02 00 07 00 (5 bytes)]");
  }

  @Test
  void aStrayByteBehindStreamSetupIsRecognisedByTheMessageThatFollows() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(SETUP.toByteArray());
    stream.write(0x60);
    byte[] criteria = new byte[300]; // the message must be as long as its wrong header says
    stream.writeBytes(
        CwProvision.builder(2, 1, 1, 0)
            .accessCriteria(criteria)
            .word(0, new byte[] {1, 2, 3, 4, 5, 6, 7, 8})
            .word(1, new byte[] {2, 3, 4, 5, 6, 7, 8, 9})
            .build()
            .pdu()
            .toByteArray());
    stream.writeBytes(new byte[400]);
    List<Explanation> explained =
        new Listener(Tolerance.STANDARD).hear(stream.toByteArray()).explained;
    assertThat(explained.get(0).text(Locale.ENGLISH))
        .isEqualTo(
            "1 stray byte(s) stand before what looks like CW_provision."
                + " [TS 103 197 clause 4; @0: 60 02 02 01 01 (257 bytes)]");
    assertThat(explained.get(1).code()).isEqualTo(ExplanationCode.BOUNDARIES_LOST);
    assertThat(explained.get(1).bytes()).isEmpty();
  }

  @Test
  void everyFaultOfTheTableHasItsSentence() {
    assertThat(text(ChannelTest.of(4, 7).pdu()))
        .isEqualTo(
            "channel_test carries protocol_version 4; 1, 2, 3 and 5 are defined. [TS 103 197 clause"
                + " 4; @0: 04 00 02 00 06 00 0E 00 02 00 07]");
    assertThat(text(hex("0200630000")))
        .startsWith("message_type 0x0063 is not defined. [TS 103 197 clause 5; @0: 02 >00< 63");
    assertThat(text(hex("0200110000")))
        .startsWith("channel_setup is a message of EMMG/PDG<->MUX, it came on ECMG<->SCS.");
    assertThat(text(EcmResponse.of(2, 1, 1, 3, new byte[20]).pdu()))
        .startsWith("ECM_response may be sent by ECMG only.");
    assertThat(text(hex("0200020006000E00020001"))).as("a good one").isEmpty();
    assertThat(text(hex("020002000C000E00020001000E00020002")))
        .startsWith("channel_test has parameter ECM_channel_id (0x000E) twice, it may come once.")
        .contains(" >00< 0E 00 02 00 02");
    assertThat(text(hex("020002000B000E00020001001A000107")))
        .startsWith("channel_test has parameter_type 0x001A, which the standard reserves.");
    assertThat(text(hex("020002000B000E000200010012000107")))
        .startsWith("channel_test has parameter CP_number (0x0012), which belongs to other");
    assertThat(text(hex("0200020007000E0003000001")))
        .startsWith("Parameter ECM_channel_id (0x000E) of channel_test has 3 bytes, it should");
    assertThat(text(hex("0200010006000E00020001")))
        .startsWith("channel_setup lacks parameter Super_CAS_id (0x0001).");
    assertThat(text(hex("0200020008000E0002000100FF")))
        .startsWith("channel_test has 2 byte(s) left over at byte 11, too few for a parameter.");
  }

  @Test
  void aCombinationThatIsTooShortHidesWhatFollows() {
    Pdu good =
        CwProvision.builder(2, 1, 1, 0)
            .word(0, hex("A1A2A3A4A5A6A7A8"))
            .word(1, hex("B1B2B3B4B5B6B7B8"))
            .build()
            .pdu();
    byte[] bytes = good.toByteArray();
    bytes[26] = 6; // the first combination: 2 bytes of number and 4 of the word
    assertThat(text(bytes))
        .isEqualTo(
            "CW_provision cannot be read behind its first control word: a length in it is wrong."
                + " [TS 103 197 clause 5; @21: 00 00 00 14 00 06 (24 bytes)]")
        .doesNotContain("A5")
        .doesNotContain("B1");
  }

  @Test
  void aPeersErrorIsNamedWithItsCure() {
    Explanation inUse =
        Explanation.of(
            ExplanationCode.PEER_ERROR,
            SimulcryptInterface.EMMG_MUX,
            "",
            "channel_error",
            "0x0011",
            EmmgErrorStatus.DATA_CHANNEL_ID_IN_USE.text(),
            "");
    assertThat(inUse.text(Locale.ENGLISH))
        .isEqualTo(
            "The peer sent channel_error with error_status 0x0011: data_channel_id already in use"
                + " [TS 103 197 clause 6]");
    assertThat(inUse.cure(Locale.ENGLISH)).contains("not noticed the end of the old connection");
    for (EmmgErrorStatus status : EmmgErrorStatus.values()) {
      Explanation error = error(SimulcryptInterface.EMMG_MUX, status.code());
      assertThat(error.cure(RUSSIAN))
          .isNotEqualTo(error(SimulcryptInterface.EMMG_MUX, 0x9000).cure(RUSSIAN));
    }
    assertThat(
            error(SimulcryptInterface.ECMG_SCS, EcmgErrorStatus.UNRECOVERABLE_ERROR.code())
                .cure(Locale.ENGLISH))
        .contains("gives the channel or stream up");
  }

  @ParameterizedTest
  @EnumSource(ExplanationCode.class)
  void everyCodeHasSentenceAndCureInBothLanguages(ExplanationCode code) {
    Explanation explanation =
        Explanation.of(code, SimulcryptInterface.ECMG_SCS, "", "a", "b", "c", "d", "e");
    for (Locale locale : List.of(Locale.ENGLISH, RUSSIAN)) {
      assertThat(explanation.text(locale)).isNotBlank().doesNotContain("{");
      assertThat(explanation.cure(locale)).isNotBlank().doesNotContain("{");
    }
    assertThat(explanation.text(RUSSIAN)).isNotEqualTo(explanation.text(Locale.ENGLISH));
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndNoneIsLeftOver() {
    Set<String> english = keys(Locale.ENGLISH);
    assertThat(keys(RUSSIAN)).isEqualTo(english);
    Set<String> used = new HashSet<>();
    for (ExplanationCode code : ExplanationCode.values()) {
      used.add(code + ".text");
      used.add(code + ".cure");
    }
    english.removeIf(key -> key.startsWith("status."));
    assertThat(english).isEqualTo(used);
  }

  @Test
  void accessCriteriaThatSwallowedAWordAreNotShown() {
    Pdu good =
        CwProvision.builder(2, 1, 1, 0)
            .accessCriteria(new byte[] {0, 0, 0, 1})
            .word(0, hex("A1A2A3A4A5A6A7A8"))
            .word(1, hex("B1B2B3B4B5B6B7B8"))
            .build()
            .pdu();
    byte[] bytes = good.toByteArray();
    int length = 5 + 3 * 6 + 3;
    assertThat(bytes[length]).isEqualTo((byte) 4);
    bytes[length] = 4 + 14; // now the criteria end behind the first word, and all adds up
    Disclosure seen = Disclosure.of(SimulcryptInterface.ECMG_SCS, bytes, 0, bytes.length, true);
    assertThat(new CwProvision(Pdu.wrap(bytes)).wordCount()).isEqualTo(1);
    assertThat(seen.around(30)).doesNotContain("A1");
    assertThat(seen.isSound()).isFalse();
  }

  @Test
  void userDefinedValuesAreShownByTheirLength() {
    Pdu pdu =
        PduBuilder.of(ChannelSetup.of(2, 1, 0x0B000001).pdu())
            .parameter(0x8001, hex("C0FFEE"))
            .build();
    assertThat(Disclosure.of(SimulcryptInterface.ECMG_SCS, pdu).around(0))
        .isEqualTo(
            "@0: 02 00 01 00 15 00 0E 00 02 00 01 00 01 00 04 0B 00 00 01 80 01 00 03 (3 bytes)");
    assertThat(EcmgParameters.SUPER_CAS_ID.code()).isEqualTo(1);
  }

  private static Set<String> keys(Locale locale) {
    return new HashSet<>(
        ResourceBundle.getBundle(
                "io.caskade.lib.simulcrypt.explain.explanations",
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                    ResourceBundle.Control.FORMAT_PROPERTIES))
            .keySet());
  }

  private static Explanation error(SimulcryptInterface on, int status) {
    return Explanation.of(
        ExplanationCode.PEER_ERROR,
        on,
        "",
        "stream_error",
        SimulcryptInterface.hex16(status),
        "",
        "");
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String text(Pdu message) {
    return text(message.toByteArray());
  }

  /** The sentence about the first fault, empty when there is none. */
  private static String text(byte[] bytes) {
    List<Explanation> explained = new Listener(Tolerance.STANDARD).hear(bytes).explained;
    return explained.isEmpty() ? "" : explained.get(0).text(Locale.ENGLISH);
  }
}
