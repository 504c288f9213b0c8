package io.caskade.receivers.files.lines;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands in lines, as it was entered. It is checked when a line is made: whoever asks for one
 * is told what is wrong.
 *
 * @param pid of the settings
 * @param mainHost empty when it is not set
 * @param fallOverHost empty when there is none
 * @param cccamPort 0 is the listener's, as the other ports
 * @param newcamdKey empty is the listener's
 */
public record LineSettings(
    String pid,
    String mainHost,
    String fallOverHost,
    int cccamPort,
    int newcamdPort,
    String newcamdKey,
    int cs378xPort,
    int camd35Port) {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
  private static final int KEY_DIGITS = 28;

  /**
   * The main host, then the one to fall over to.
   *
   * @throws CaskadeException RECEIVER_LINE_MISSING, CONFIGURATION_INVALID
   */
  List<String> hosts() {
    if (mainHost.isEmpty()) {
      throw new CaskadeException(
          ErrorCode.RECEIVER_LINE_MISSING, "mainHost of " + pid + " is not set");
    }
    require("mainHost", mainHost);
    if (!fallOverHost.isEmpty()) {
      require("fallOverHost", fallOverHost);
    }
    return Stream.of(mainHost, fallOverHost).filter(host -> !host.isEmpty()).toList();
  }

  /**
   * The port that is set; empty lets the listener's stand.
   *
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  OptionalInt port(LineProtocol protocol) {
    int port =
        switch (protocol) {
          case CCCAM -> cccamPort;
          case NEWCAMD -> newcamdPort;
          case CS378X -> cs378xPort;
          case CAMD35 -> camd35Port;
        };
    if (port < 0 || port > 65_535) {
      throw invalid(protocol.written() + "Port", "it must be 0 to 65535");
    }
    return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /**
   * The key that is set; empty lets the listener's stand.
   *
   * @throws CaskadeException CONFIGURATION_INVALID
   */
  Optional<String> key() {
    String digits = newcamdKey.replaceAll("\\s", "");
    if (!digits.isEmpty() && !digits.matches("[0-9A-Fa-f]{" + KEY_DIGITS + "}")) {
      throw invalid("newcamdKey", "it must have " + KEY_DIGITS + " hexadecimal digits");
    }
    return Optional.of(digits).filter(text -> !text.isEmpty());
  }

  private void require(String setting, String host) {
    if (!HOST.matcher(host).matches()) {
      throw invalid(setting, "it must be the name or the address of a host");
    }
  }

  private CaskadeException invalid(String setting, String why) {
    return new CaskadeException(ErrorCode.CONFIGURATION_INVALID, pid, setting, why);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "LineSettings[" + mainHost + ", " + fallOverHost + "]";
  }
}
