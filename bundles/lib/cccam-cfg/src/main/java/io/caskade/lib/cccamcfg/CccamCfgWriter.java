package io.caskade.lib.cccamcfg;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the lines that a receiver with CCcam enters into its CCcam.cfg. */
public final class CccamCfgWriter {
  private CccamCfgWriter() {}

  /** {@code C:}, CCcam over TCP. */
  public static String cccam(String host, int port, String user, String password) {
    return "C: %s %d %s %s".formatted(word(host), port, word(user), word(password));
  }

  /**
   * {@code N:}, newcamd over TCP.
   *
   * @param key 28 hexadecimal digits
   */
  public static String newcamd(String host, int port, String user, String password, String key) {
    return "N: %s %d %s %s %s".formatted(word(host), port, word(user), word(password), bytes(key));
  }

  /** {@code L:}, camd35 over UDP. */
  public static String camd35(
      String host, int port, String user, String password, int caid, int provider) {
    return String.format(
        Locale.ROOT,
        "L: %s %d %s %s %04X %06X",
        word(host),
        port,
        word(user),
        word(password),
        caid,
        provider);
  }

  /** A key as such files have it: bytes with blanks between them. */
  public static String bytes(String key) {
    return IntStream.range(0, key.length() / 2)
        .mapToObj(i -> key.substring(2 * i, 2 * i + 2))
        .collect(Collectors.joining(" "));
  }

  private static String word(String field) {
    if (field.isEmpty() || field.chars().anyMatch(c -> Character.isWhitespace(c) || c < ' ')) {
      throw new IllegalArgumentException("a field of a line has no blanks and is not empty");
    }
    return field;
  }
}
