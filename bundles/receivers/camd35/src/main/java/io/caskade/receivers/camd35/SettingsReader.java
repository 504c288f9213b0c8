package io.caskade.receivers.camd35;

import io.caskade.api.base.CaskadeException;
import io.caskade.lib.receiverlistener.ListenerEndpoint.Plan;
import io.caskade.lib.receiverlistener.SettingsCheck;
import io.caskade.lib.receiverlistener.Transport;
import java.util.Locale;

/** Checks a listener's configuration. */
final class SettingsReader {
  static final String PID = "io.caskade.receivers.camd35";
  static final String KIND = "camd35";

  private SettingsReader() {}

  /**
   * @param name of the listener
   * @throws CaskadeException CONFIGURATION_INVALID, with the setting and what is wrong with it
   */
  static Plan read(String name, Camd35Config config) {
    SettingsCheck check = new SettingsCheck(PID, name);
    Transport transport = transport(check, config.transport());
    if (transport == Transport.UDP) {
      check.within("idleSeconds", config.idleSeconds(), 1, Integer.MAX_VALUE);
    }
    return new Plan(
        check.common(
            transport,
            config.host(),
            config.port(),
            config.maxClients(),
            config.maxStrangers(),
            config.logInSeconds(),
            config.idleSeconds()),
        new Camd35Protocol(transport));
  }

  private static Transport transport(SettingsCheck check, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "tcp" -> Transport.TCP;
      case "udp" -> Transport.UDP;
      default -> throw check.invalid("transport", "it must be tcp or udp");
    };
  }
}
