package io.caskade.receivers.edge.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a core serves CCcam.
 *
 * @param host name or address
 * @param port 1 to 65535
 */
public record CoreAddress(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([^\\s:\\[\\]]+)):(\\d{1,5})");
  private static final int LAST_PORT = 0xFFFF;

  /**
   * Reads {@code host:port}; an address of IPv6 stands in brackets.
   *
   * @throws IllegalArgumentException with what is wrong, for the operator
   */
  public static CoreAddress parse(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
    }
    int port = Integer.parseInt(found.group(3));
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("'" + text + "' has no port of 1 to 65535");
    }
    return new CoreAddress(found.group(1) != null ? found.group(1) : found.group(2), port);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
