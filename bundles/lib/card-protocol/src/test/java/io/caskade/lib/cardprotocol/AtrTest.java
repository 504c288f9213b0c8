package io.caskade.lib.cardprotocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtrTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  @Test
  void theOperatorsCard() throws AtrException {
    Atr atr = Atr.parse(HEX.parseHex("3B240030423030"));
    assertThat(atr.convention()).isEqualTo(Convention.DIRECT);
    assertThat(atr.historical()).asString().isEqualTo("0B00");
    assertThat(atr.historicalBeginsWith("0B00")).isTrue();
    assertThat(atr.historicalBeginsWith("0B000")).isFalse();
    assertThat(atr.historicalBeginsWith("0B01")).isFalse();
    assertThat(atr.protocols()).containsExactly(0);
    assertThat(atr.fi()).hasValue(372);
    assertThat(atr.di()).hasValue(1);
    assertThat(atr.extraGuardTime()).isZero();
    assertThat(atr.waitingInteger()).isEqualTo(10);
    assertThat(atr.specificMode()).isEmpty();
    assertThat(atr.interfaces()).hasSize(1);
    assertThat(atr.interfaces().get(0).tb()).hasValue(0);
    assertThat(atr).hasToString("3B240030423030");
  }

  @Test
  void everyInterfaceCharacterHasItsPlace() throws AtrException {
    // TA1 TB1 TC1 TD1(T=0) TA2 TC2 TD2(T=1) TA3 TB3, historical AB, check character.
    byte[] bytes =
        HEX.parseHex(
            "3BF2" + "18" + "00" + "80" + "D0" + "11" + "19" + "31" + "FE" + "45" + "4142");
    Atr atr = Atr.parse(withCheck(bytes));
    assertThat(atr.fi()).hasValue(372);
    assertThat(atr.di()).hasValue(12);
    assertThat(atr.extraGuardTime()).isEqualTo(0x80);
    assertThat(atr.specificMode()).hasValue(0x11);
    assertThat(atr.protocols()).containsExactly(0, 1);
    assertThat(atr.interfaces()).hasSize(3);
    assertThat(atr.interfaces().get(2).ta()).hasValue(0xFE);
    assertThat(atr.interfaces().get(2).tb()).hasValue(0x45);
    assertThat(atr.historical()).asString().isEqualTo("AB");
  }

  @Test
  void aWaitingIntegerMakesTheHostWaitLonger() throws AtrException {
    // TD1 announces only TC2, still T=0: no check character.
    Atr atr = Atr.parse(HEX.parseHex("3B80" + "40" + "14"));
    assertThat(atr.waitingInteger()).isEqualTo(20);
    T0Timing timing = T0Timing.at(9_600);
    assertThat(timing.waiting()).isEqualTo(Duration.ofSeconds(1));
    assertThat(timing.with(atr).waiting()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void theInverseConventionIsReadAsASerialPortSeesIt() throws AtrException {
    byte[] bytes = HEX.parseHex("3F240030423030");
    Convention.INVERSE.convert(bytes, 0, bytes.length);
    assertThat(bytes[0]).isEqualTo((byte) 0x03);
    Atr atr = Atr.parse(bytes);
    assertThat(atr.convention()).isEqualTo(Convention.INVERSE);
    assertThat(atr).hasToString("3F240030423030");
  }

  @Test
  void aReaderThatConvertsByItselfIsUnderstoodToo() throws AtrException {
    assertThat(Atr.parse(HEX.parseHex("3F240030423030")).convention())
        .isEqualTo(Convention.INVERSE);
  }

  @Test
  void reservedSpeedsAreToldAsSuch() throws AtrException {
    Atr atr = Atr.parse(HEX.parseHex("3B10" + "7A"));
    assertThat(atr.fi()).isEmpty();
    assertThat(atr.di()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', CUT_OFF",
    "3B, CUT_OFF",
    "3B24, CUT_OFF",
    "3B2400304230, CUT_OFF",
    "3B80, CUT_OFF",
    "3B24003042303000, TOO_LONG",
    "3C240030423030, START",
    "00, START",
    "3B8001, CUT_OFF",
    "3B800182, CHECK",
  })
  void aBrokenOneHasAName(String hex, AtrException.Reason reason) {
    AtrException e = catchThrowableOfType(AtrException.class, () -> Atr.parse(HEX.parseHex(hex)));
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e.getMessage()).isNotBlank();
  }

  @Provide
  Arbitrary<byte[]> characters() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(1)
        .ofMaxSize(34)
        .map(
            bytes -> {
              bytes[0] = 0x3B;
              return bytes;
            });
  }

  /** What was announced is what parses: nobody waits for characters that do not come. */
  @Property
  void theAnnouncedLengthGrowsAndEndsWhereTheAnswerDoes(@ForAll("characters") byte[] bytes) {
    int announced = 2;
    for (int i = 1; i <= bytes.length; i++) {
      int now;
      try {
        now = Atr.announced(Arrays.copyOf(bytes, i));
      } catch (AtrException e) {
        assertThat(e.reason()).isEqualTo(AtrException.Reason.TOO_LONG);
        return;
      }
      assertThat(now).isGreaterThanOrEqualTo(announced);
      announced = now;
    }
    AtrException e = catchThrowableOfType(AtrException.class, () -> Atr.parse(bytes));
    if (bytes.length == announced) {
      assertThat(e == null || e.reason() == AtrException.Reason.CHECK).isTrue();
    } else {
      assertThat(e.reason())
          .isIn(
              bytes.length < announced
                  ? List.of(AtrException.Reason.CUT_OFF)
                  : List.of(AtrException.Reason.TOO_LONG));
    }
  }

  @Property
  void conversionIsItsOwnInverse(@ForAll byte character) {
    byte converted = Convention.INVERSE.convert(character);
    assertThat(Convention.INVERSE.convert(converted)).isEqualTo(character);
    assertThat(Integer.bitCount(converted & 0xFF))
        .isEqualTo(8 - Integer.bitCount(character & 0xFF));
    assertThat(Convention.DIRECT.convert(character)).isEqualTo(character);
  }

  private static byte[] withCheck(byte[] bytes) {
    byte[] checked = Arrays.copyOf(bytes, bytes.length + 1);
    for (int i = 1; i < bytes.length; i++) {
      checked[bytes.length] ^= bytes[i];
    }
    return checked;
  }
}
