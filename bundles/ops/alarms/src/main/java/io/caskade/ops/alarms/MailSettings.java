package io.caskade.ops.alarms;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.AlarmCode.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checked settings of e-mails.
 *
 * @param user empty when the server asks for none
 * @param password file with it, read when a letter is sent
 * @param least what is worth a letter
 * @param gather how long alarms are gathered for one letter
 */
record MailSettings(
    String host,
    int port,
    Security security,
    String user,
    Path password,
    String from,
    List<String> to,
    Locale language,
    Severity least,
    Duration gather) {
  static final String PID = "io.caskade.mail";
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>,\\p{Cntrl}]+@[^\\s@<>,\\p{Cntrl}]+");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1");

  /** How the way to the server is protected. */
  enum Security {
    NONE,
    STARTTLS,
    TLS
  }

  /**
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  static MailSettings of(MailConfig config) {
    String host = config.host().strip();
    Security security = choice(Security.class, "security", config.security());
    String user = config.user().strip();
    if (config.port() < 1 || config.port() > 65_535) {
      throw invalid("port", "1 to 65535 are allowed");
    }
    if (security == Security.NONE && !user.isEmpty() && !LOOPBACK.matcher(host).matches()) {
      throw invalid("security", "a password goes over the network with starttls or tls only");
    }
    return new MailSettings(
        host,
        config.port(),
        security,
        user,
        Path.of(config.passwordFile().strip()),
        address("from", config.from()),
        Arrays.stream(config.to().split(",")).map(one -> address("to", one)).toList(),
        language(config.language().strip()),
        choice(Severity.class, "severity", config.severity()),
        gather(config.gatherSeconds()));
  }

  private static String address(String setting, String text) {
    String address = text.strip();
    if (!ADDRESS.matcher(address).matches()) {
      throw invalid(setting, "an address such as noc@example.org is needed");
    }
    return address;
  }

  private static Locale language(String text) {
    if (!text.equals("en") && !text.equals("ru")) {
      throw invalid("language", "en or ru");
    }
    return Locale.forLanguageTag(text);
  }

  private static Duration gather(int seconds) {
    if (seconds < 1 || seconds > 3_600) {
      throw invalid("gatherSeconds", "1 to 3600 are allowed");
    }
    return Duration.ofSeconds(seconds);
  }

  private static <E extends Enum<E>> E choice(Class<E> kind, String setting, String text) {
    return Arrays.stream(kind.getEnumConstants())
        .filter(one -> one.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    setting,
                    Arrays.toString(kind.getEnumConstants()).toLowerCase(Locale.ROOT)
                        + " are allowed"));
  }

  private static CaskadeException invalid(String setting, String why) {
    return new CaskadeException(ErrorCode.CONFIGURATION_INVALID, PID, setting, why);
  }
}
