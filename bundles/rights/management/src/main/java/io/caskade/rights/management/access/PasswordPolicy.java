package io.caskade.rights.management.access;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.access.Password;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which passwords are good enough: long ones that nobody guesses first (NIST SP 800-63B, 5.1.1.2:
 * no rules on kinds of characters).
 */
final class PasswordPolicy {
  private static final int SHORTEST = 12;
  private static final int LONGEST = 256;
  private static final int FEWEST_DIFFERENT = 5;

  private final Set<String> known;

  /** With the list of known passwords that lies beside this class. */
  PasswordPolicy() {
    known = read();
  }

  private static Set<String> read() {
    try (InputStream list = PasswordPolicy.class.getResourceAsStream("known-passwords.txt")) {
      if (list == null) {
        throw new IllegalStateException("known-passwords.txt is missing in this bundle");
      }
      return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @throws CaskadeException PASSWORD_WEAK
   */
  void require(String login, Password password) {
    byte[] bytes = new byte[password.length()];
    password.copyTo(bytes, 0);
    String text = new String(bytes, StandardCharsets.UTF_8);
    Arrays.fill(bytes, (byte) 0);
    String folded = text.toLowerCase(Locale.ROOT);
    if (text.length() < SHORTEST) {
      throw weak("it has " + text.length() + " characters, " + SHORTEST + " are needed");
    }
    if (password.length() > LONGEST) {
      throw weak("it is longer than " + LONGEST + " bytes");
    }
    if (folded.chars().distinct().count() < FEWEST_DIFFERENT) {
      throw weak("it repeats a few characters");
    }
    if (folded.contains(login.toLowerCase(Locale.ROOT))) {
      throw weak("it contains the login");
    }
    String letters = folded.replaceAll("[^\\p{L}]", "");
    if (known.contains(folded) || known.contains(letters)) {
      throw weak("it is a known one");
    }
  }

  private static CaskadeException weak(String why) {
    return new CaskadeException(ErrorCode.PASSWORD_WEAK, why);
  }
}
