package io.caskade.cards.readerphoenix;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.time.Duration;
import java.util.Locale;

/** Checks a reader's configuration: the preset, and before it what is given. */
final class SettingsReader {
  private final String reader;

  private SettingsReader(String reader) {
    this.reader = reader;
  }

  /**
   * @param reader name of the reader
   * @throws CaskadeException READER_SETTING, with the value and the setting
   */
  static PhoenixSettings read(String reader, PhoenixConfig config) {
    return new SettingsReader(reader).read(config);
  }

  private PhoenixSettings read(PhoenixConfig config) {
    String port = config.port().strip();
    if (port.isEmpty()) {
      throw unusable("", "port");
    }
    PhoenixSettings preset =
        Preset.named(config.preset())
            .orElseThrow(() -> unusable(config.preset(), "preset"))
            .at(port);
    return new PhoenixSettings(
        port,
        number("baud", config.baud(), 300, 1_000_000, preset.baud()),
        word("parity", config.parity(), Parity.class, preset.parity()),
        number("stopBits", config.stopBits(), 1, 2, preset.stopBits()),
        word("resetLine", config.resetLine(), ResetBy.class, preset.resetBy()),
        flag("resetInverted", config.resetInverted(), preset.resetInverted()),
        Duration.ofMillis(
            number("pulseMs", config.pulseMs(), 1, 500, (int) preset.pulse().toMillis())),
        word("detectLine", config.detectLine(), DetectBy.class, preset.detectBy()),
        flag("detectInverted", config.detectInverted(), preset.detectInverted()),
        flag("echo", config.echo(), preset.echo()));
  }

  private int number(String setting, int given, int least, int most, int preset) {
    if (given == 0) {
      return preset;
    }
    if (given < least || given > most) {
      throw unusable(Integer.toString(given), setting);
    }
    return given;
  }

  private <T extends Enum<T>> T word(String setting, String given, Class<T> type, T preset) {
    if (given.isBlank()) {
      return preset;
    }
    String wanted = given.strip().toUpperCase(Locale.ROOT);
    for (T value : type.getEnumConstants()) {
      if (value.name().equals(wanted)) {
        return value;
      }
    }
    throw unusable(given, setting);
  }

  private boolean flag(String setting, String given, boolean preset) {
    return switch (given.strip().toLowerCase(Locale.ROOT)) {
      case "" -> preset;
      case "true" -> true;
      case "false" -> false;
      default -> throw unusable(given, setting);
    };
  }

  private CaskadeException unusable(String value, String setting) {
    return new CaskadeException(ErrorCode.READER_SETTING, reader, value, setting);
  }
}
