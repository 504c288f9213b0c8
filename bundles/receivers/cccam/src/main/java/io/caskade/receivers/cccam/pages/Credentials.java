package io.caskade.receivers.cccam.pages;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What somebody says to be let in with. */
final class Credentials {
  private static final String BASIC = "Basic ";
  private static final int LONGEST = 512;

  private final String login;
  private final String password;

  Credentials(String login, String password) {
    this.login = login;
    this.password = password;
  }

  /**
   * Of the header of an HTTP request; empty when it is none of that kind.
   *
   * <p>Source: RFC 7617.
   */
  static Optional<Credentials> basic(String header) {
    if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length()) || header.length() > 2 * LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] both = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      String text = new String(both, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      // The name comes into the log.
      boolean odd = text.chars().anyMatch(Character::isISOControl);
      return colon < 1 || odd || text.length() > LONGEST
          ? Optional.empty()
          : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      // No Base64.
      return Optional.empty();
    }
  }

  String login() {
    return login;
  }

  String password() {
    return password;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Credentials[" + login + "]";
  }
}
