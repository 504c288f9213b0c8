package io.caskade.cards.readerphoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  @ParameterizedTest
  @CsvSource({
    "phoenix-3.57, 9600, AUTO, RTS, false",
    "phoenix-6.00, 16129, AUTO, RTS, false",
    "smartmouse-3.57, 9600, AUTO, RTS, true",
    "smartmouse-6.00, 16129, AUTO, RTS, true",
    "easymouse-3.57, 9600, AUTO, RTS, false",
    "easymouse-6.00, 16129, AUTO, RTS, false",
    "pty, 9600, NONE, FLUSH, false",
    "custom, 9600, EVEN, RTS, false",
    "' Phoenix-3.57 ', 9600, AUTO, RTS, false",
  })
  void aPresetSetsAllOfIt(
      String preset, int baud, Parity parity, ResetBy resetBy, boolean inverted) {
    assertThat(read(Map.of("preset", preset, "port", "/dev/ttyS9")))
        .isEqualTo(
            new PhoenixSettings(
                "/dev/ttyS9",
                baud,
                parity,
                2,
                resetBy,
                inverted,
                Duration.ofMillis(50),
                DetectBy.NONE,
                false,
                true));
  }

  @Test
  void whatIsGivenGoesBeforeThePreset() {
    Map<String, Object> given = new HashMap<>();
    given.put("preset", "smartmouse-6.00");
    given.put("port", " /dev/ttyUSB7 ");
    given.put("baud", 115_200);
    given.put("parity", "odd");
    given.put("stopBits", 1);
    given.put("resetLine", "DTR");
    given.put("resetInverted", "false");
    given.put("pulseMs", 120);
    given.put("detectLine", "cts");
    given.put("detectInverted", "True");
    given.put("echo", "false");
    assertThat(read(given))
        .isEqualTo(
            new PhoenixSettings(
                "/dev/ttyUSB7",
                115_200,
                Parity.ODD,
                1,
                ResetBy.DTR,
                false,
                Duration.ofMillis(120),
                DetectBy.CTS,
                true,
                false));
  }

  @ParameterizedTest
  @CsvSource({
    "preset, mouse", "port, ' '", "parity, mark", "resetLine, cts", "resetInverted, yes",
    "detectLine, rts", "detectInverted, 1", "echo, no"
  })
  void aWordThatIsNoneIsRefused(String setting, String value) {
    refused(Map.of(setting, value), setting, value.strip());
  }

  @ParameterizedTest
  @CsvSource({"baud, 299", "baud, 1000001", "baud, -1", "stopBits, 3", "pulseMs, 501", "pulseMs, -50"})
  void aNumberOutOfRangeIsRefused(String setting, int value) {
    refused(Map.of(setting, value), setting, Integer.toString(value));
  }

  private static void refused(Map<String, ?> given, String setting, String value) {
    CaskadeException e = catchThrowableOfType(CaskadeException.class, () -> read(given));
    assertThat(e).isNotNull();
    assertThat(e.code()).isEqualTo(ErrorCode.READER_SETTING);
    assertThat(e.arguments()).containsExactly("north", value, setting);
  }

  private static PhoenixSettings read(Map<String, ?> given) {
    return SettingsReader.read("north", GivenConfig.of(given));
  }
}
