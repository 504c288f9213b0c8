package io.caskade.lib.simulcrypt.ecmg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.simulcrypt.Pdu;
import io.caskade.lib.simulcrypt.Tolerance;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CwProvisionTest {
  private static final byte[] WORD_65535 = HexFormat.of().parseHex("A1A2A3A4A5A6A7A8");
  private static final byte[] WORD_0 = HexFormat.of().parseHex("B1B2B3B4B5B6B7B8");

  private static CwProvision wrapping() {
    return CwProvision.builder(2, 1, 2, 65535)
        .cpDuration(100)
        .accessCriteria(HexFormat.of().parseHex("00000001"))
        .word(0, WORD_0)
        .word(65535, WORD_65535)
        .build();
  }

  @Test
  void wordsAreFoundByTheirPeriodAndNotByTheirPlace() {
    byte[] word = new byte[8];

    assertThat(wrapping().copyWordOf(65535, word, 0)).isEqualTo(8);
    assertThat(word).isEqualTo(WORD_65535);
    assertThat(wrapping().copyWordOf(0, word, 0)).isEqualTo(8);
    assertThat(word).isEqualTo(WORD_0);
    assertThat(wrapping().copyWordOf(1, word, 0)).isZero();
  }

  @Test
  void typedValuesAreThoseOfTheBytes() {
    CwProvision provision = wrapping();

    assertThat(provision.ecmChannelId()).isEqualTo(1);
    assertThat(provision.ecmStreamId()).isEqualTo(2);
    assertThat(provision.cpNumber()).isEqualTo(65535);
    assertThat(provision.cpDuration()).hasValue(100);
    assertThat(provision.accessCriteria().orElseThrow()).containsExactly(0, 0, 0, 1);
    assertThat(provision.cwEncryption()).isEmpty();
    assertThat(provision.combinations())
        .isEqualTo(List.of(new CpCwCombination(0, WORD_0), new CpCwCombination(65535, WORD_65535)));
  }

  @Test
  void absentAndEmptyAccessCriteriaDiffer() {
    CwProvision absent = CwProvision.builder(2, 1, 2, 3).word(3, WORD_0).build();
    CwProvision empty =
        CwProvision.builder(2, 1, 2, 3).word(3, WORD_0).accessCriteria(new byte[0]).build();

    assertThat(absent.hasAccessCriteria()).isFalse();
    assertThat(absent.accessCriteria()).isEmpty();
    assertThat(empty.hasAccessCriteria()).isTrue();
    assertThat(empty.accessCriteria().orElseThrow()).isEmpty();
  }

  @Test
  void accessCriteriaOf60KilobytesSurvive() {
    byte[] criteria = new byte[60_000];
    criteria[59_999] = 7;
    CwProvision sent =
        CwProvision.builder(2, 1, 2, 3).word(3, WORD_0).accessCriteria(criteria).build();
    byte[] bytes = sent.pdu().toByteArray();
    EcmgDecoded got = EcmgDecoder.atEcmg(Tolerance.STANDARD).decode(bytes, 0, bytes.length);

    assertThat(((CwProvision) got).accessCriteria().orElseThrow()).isEqualTo(criteria);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, '65535 0', true",
    "1, 2, '0 65535', true",
    "1, 2, '65535', false",
    "1, 2, '65535 0 1', false",
    "1, 2, '65535 65535', false",
    "1, 2, '65535 1', false",
    "1, 2, '65534 65535', false",
    "0, 1, '65535', true",
    "1, 1, '0', true",
    "1, 1, '65535', false",
    "1, 3, '65534 65535 0', true",
    "2, 2, '0 1', true",
    "0, 2, '65534 65535', true",
  })
  void wordsMustBeExactlyThoseThatTheTermsAskFor(
      int leadCw, int cwPerMsg, String periods, boolean fits) {
    CwProvision.Builder builder = CwProvision.builder(2, 1, 2, 65535);
    for (String period : periods.split(" ")) {
      builder.word(Integer.parseInt(period), WORD_0);
    }
    assertThat(builder.build().hasWordsFor(leadCw, cwPerMsg)).isEqualTo(fits);
  }

  @Test
  void noTextEverShowsAControlWord() {
    CwProvision provision = wrapping();

    assertThat(provision.describe())
        .isEqualTo(
            "CW_provision v2 ECM_channel_id=1 ECM_stream_id=2 CP_number=65535"
                + " CP_duration=10000 ms access_criteria=00000001"
                + " CP_CW_combination=0:(8 bytes) CP_CW_combination=65535:(8 bytes)");
    assertThat(provision.toString())
        .isEqualTo("CwProvision[pdu=[version 2, message_type 0x0201, 65 bytes]]");
    assertThat(provision.combinations())
        .hasToString("[CP_CW_combination[0, 8 bytes], CP_CW_combination[65535, 8 bytes]]");
    assertThat(provision.pdu().parameters().toString()).doesNotContainIgnoringCase("a1a2");
  }

  @Test
  void wipingLeavesNothingOfTheWordsAndAllOfTheRest() {
    CwProvision provision = wrapping();
    String before = HexFormat.of().formatHex(provision.pdu().toByteArray());
    provision.wipeControlWords();
    String after = HexFormat.of().formatHex(provision.pdu().toByteArray());

    String zeros = "0000000000000000";
    assertThat(after)
        .isEqualTo(before.replace("a1a2a3a4a5a6a7a8", zeros).replace("b1b2b3b4b5b6b7b8", zeros))
        .isNotEqualTo(before);
  }

  @Test
  void wipingACombinationLeavesNothingOfItsWord() {
    CpCwCombination combination = new CpCwCombination(1, WORD_0);
    combination.wipe();
    byte[] word = new byte[8];
    combination.copyWord(word, 0);
    assertThat(word).containsOnly(0);
  }

  @Test
  void aMessageOfAnotherTypeIsNoCwProvision() {
    Pdu other = ChannelTest.of(2, 1).pdu();
    assertThatThrownBy(() -> new CwProvision(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CW_provision");
  }
}
