package io.caskade.lib.receiverlistener;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.time.Duration;
import java.util.Map;

/** Checks the settings of one listener and names what is wrong. */
public final class SettingsCheck {
  private static final String FILE_NAME = "felix.fileinstall.filename";
  private static final String SERVICE_PID = "service.pid";
  private static final int MOST_CLIENTS = 1_000_000;
  private static final int MOST_SECONDS = 86_400;

  private final String pid;
  private final String name;

  public SettingsCheck(String pid, String name) {
    this.pid = pid;
    this.name = name;
  }

  /**
   * The name of a listener: of its file {@code <pid>-<name>.cfg}, or of its configuration.
   *
   * @param properties of the component
   */
  public static String name(String pid, Map<String, Object> properties) {
    String file = String.valueOf(properties.getOrDefault(FILE_NAME, ""));
    int begin = file.lastIndexOf(pid + "-");
    if (begin >= 0) {
      return file.substring(begin + pid.length() + 1).replaceFirst("\\.(cfg|config)$", "");
    }
    String own = String.valueOf(properties.getOrDefault(SERVICE_PID, pid));
    return own.startsWith(pid) && own.length() > pid.length() + 1
        ? own.substring(pid.length() + 1)
        : own;
  }

  /**
   * What all protocols share.
   *
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  public ListenerSettings common(
      Transport transport,
      String host,
      int port,
      int clients,
      int strangers,
      int logInSeconds,
      int idleSeconds) {
    if (host.isBlank()) {
      throw invalid("host", "it is empty");
    }
    return new ListenerSettings(
        pid,
        name,
        host.strip(),
        within("port", port, 0, 0xFFFF),
        transport,
        new Limits(
            within("maxClients", clients, 1, MOST_CLIENTS),
            within("maxStrangers", strangers, 1, MOST_CLIENTS),
            Duration.ofSeconds(within("logInSeconds", logInSeconds, 1, MOST_SECONDS)),
            Duration.ofSeconds(within("idleSeconds", idleSeconds, 0, MOST_SECONDS))));
  }

  /**
   * The value itself.
   *
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  public int within(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(setting, value + " is not within " + least + ".." + most);
    }
    return value;
  }

  /** CONFIGURATION_INVALID for a setting of this listener; never put a secret into it. */
  public CaskadeException invalid(String setting, String why) {
    return new CaskadeException(ErrorCode.CONFIGURATION_INVALID, pid + "-" + name, setting, why);
  }
}
