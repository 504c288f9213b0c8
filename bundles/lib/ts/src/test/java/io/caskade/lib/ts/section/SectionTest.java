package io.caskade.lib.ts.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caskade.lib.ts.TsFormatException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
  private static final String PAT = "00B0110001C100000065F0000066F0010FEECF44";

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @Test
  void theCrcIsThatOfTheStandard() {
    byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(Crc32Mpeg.of(check, 0, check.length)).isEqualTo(0x0376E6E7);
  }

  @Test
  void readsALongSection() throws Exception {
    Section section = Section.parse(hex(PAT));
    assertThat(section.tableId()).isZero();
    assertThat(section.isLong()).isTrue();
    assertThat(section.hasValidCrc()).isTrue();
    assertThat(section.part()).isEqualTo(new TablePart(1, 0, true, 0, 0));
    assertThat(section.body()).isEqualTo(hex("0065F0000066F001"));
  }

  @Test
  void buildsTheSameSectionAgain() {
    Section built = Section.psi(0, new TablePart(1, 0, true, 0, 0), hex("0065F0000066F001"));
    assertThat(built.toByteArray()).isEqualTo(hex(PAT));
  }

  @Test
  void aFlippedBitSpoilsTheCrc() throws Exception {
    byte[] bytes = hex(PAT);
    bytes[9] ^= 1;
    assertThat(Section.parse(bytes).hasValidCrc()).isFalse();
  }

  @Test
  void conditionalAccessSectionsHaveNoCrcWhateverTheirSyntaxBitSays() throws Exception {
    Section ecm = Section.parse(hex("80F00A0102030405060708090A"));
    assertThat(ecm.hasValidCrc()).isTrue();
    assertThat(ecm.isLong()).isFalse();
    assertThat(ecm.body()).isEqualTo(hex("0102030405060708090A"));
    assertThatThrownBy(ecm::part).isInstanceOf(IllegalStateException.class);
    assertThat(Section.shortForm(0x82, hex("0102")).toByteArray()).isEqualTo(hex("8270020102"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80, 0x81, 0x82, 0x8F})
  void allTableIdsOfConditionalAccessGoWithoutCrc(int tableId) throws Exception {
    byte[] bytes = hex("80F00A0102030405060708090A");
    bytes[0] = (byte) tableId;
    assertThat(Section.parse(bytes).hasValidCrc()).isTrue();
    bytes[0] = (byte) 0x90;
    assertThat(Section.parse(bytes).hasValidCrc()).isFalse();
  }

  @Test
  void aLongSectionTooShortForItsCrcIsNotValid() throws Exception {
    assertThat(Section.parse(hex("00B000")).hasValidCrc()).isFalse();
  }

  @Test
  void aLengthThatLiesIsRefused() {
    assertThatThrownBy(() -> Section.parse(hex("00B012AA")))
        .isInstanceOf(TsFormatException.class)
        .hasMessage(
            "The section of table 0x00 claims 21 bytes at byte 1, 4 are there (limit 4096)");
    assertThatThrownBy(() -> Section.parse(hex("00B0"))).isInstanceOf(TsFormatException.class);
  }

  @Test
  void sectionsBeyondTheirLimitAreNotBuilt() {
    assertThatThrownBy(
            () -> Section.psi(2, new TablePart(1, 0, true, 0, 0), new byte[1024 - 12 + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A section of table 0x02 would take 1025 bytes, the limit is 1024");
    assertThat(Section.shortForm(0x80, new byte[4093]).size()).isEqualTo(4096);
    assertThatThrownBy(() -> Section.shortForm(0x80, new byte[4094]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void versionsCountModulo32() {
    assertThat(TablePart.nextVersion(31)).isZero();
    assertThat(TablePart.nextVersion(0)).isEqualTo(1);
    assertThatThrownBy(() -> new TablePart(1, 32, true, 0, 0))
        .hasMessage("version_number 32 is not within 0..31");
  }
}
