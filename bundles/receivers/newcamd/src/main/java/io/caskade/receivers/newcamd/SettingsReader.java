package io.caskade.receivers.newcamd;

import io.caskade.api.base.CaskadeException;
import io.caskade.lib.newcamd.DesKey;
import io.caskade.lib.receiverlistener.ListenerEndpoint.Plan;
import io.caskade.lib.receiverlistener.SettingsCheck;
import io.caskade.lib.receiverlistener.Transport;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Checks a listener's configuration. */
final class SettingsReader {
  static final String PID = "io.caskade.receivers.newcamd";

  private final SettingsCheck check;
  private final NewcamdConfig config;

  private SettingsReader(String name, NewcamdConfig config) {
    this.check = new SettingsCheck(PID, name);
    this.config = config;
  }

  /**
   * @param name of the listener
   * @throws CaskadeException CONFIGURATION_INVALID, with the setting and what is wrong with it
   */
  static Plan read(String name, NewcamdConfig config, RandomGenerator random) {
    SettingsReader reader = new SettingsReader(name, config);
    return new Plan(
        reader.check.common(
            Transport.TCP,
            config.host(),
            config.port(),
            config.maxClients(),
            config.maxStrangers(),
            config.logInSeconds(),
            config.idleSeconds()),
        new NewcamdProtocol(reader.desKey(), reader.caid(), reader.extendedMode(), random));
  }

  private DesKey desKey() {
    if (config.desKey().isBlank()) {
      throw check.invalid(
          "desKey", "it is missing; choose 28 hexadecimal digits and enter them in each receiver");
    }
    try {
      return DesKey.parse(config.desKey());
    } catch (IllegalArgumentException e) {
      throw check.invalid("desKey", String.valueOf(e.getMessage()));
    }
  }

  private int caid() {
    String text = config.caid().strip();
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("(0x)?[0-9A-Fa-f]{1,4}")) {
      throw check.invalid("caid", "it must be up to four hexadecimal digits");
    }
    return Integer.parseInt(text.replace("0x", ""), 16);
  }

  private ExtendedMode extendedMode() {
    return switch (config.extendedMode().strip().toLowerCase(Locale.ROOT)) {
      case "auto" -> ExtendedMode.AUTO;
      case "always" -> ExtendedMode.ALWAYS;
      case "never" -> ExtendedMode.NEVER;
      default -> throw check.invalid("extendedMode", "it must be auto, always or never");
    };
  }
}
