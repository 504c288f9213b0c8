package io.caskade.ops.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Labels as they leave the house. A source should never put a secret into one; this is the net
 * below it: what has the look of a key, a control word or a token is replaced, and what is long is
 * cut. Good for one scrape, on one thread.
 */
final class Labels {
  /** Most characters of a value. */
  static final int LONGEST = 64;

  static final String HIDDEN = "hidden";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** A control word has 8 bytes at least. */
  private static final int HEX_RUN = 16;

  /** Letters in base 64 of a key or token. */
  private static final int TOKEN_RUN = 11;

  /** So long a run needs no digit: one token in thirty thousand has none. */
  private static final int LONG_RUN = 32;

  /** The same few names and values come thousands of times in one scrape. */
  private final Map<String, Boolean> knownNames = new HashMap<>();

  private final Map<String, String> knownValues = new HashMap<>();

  /** Names that OpenMetrics does not know are left out. */
  Map<String, String> clean(Map<String, String> labels) {
    Map<String, String> clean = new HashMap<>();
    labels.forEach(
        (name, value) -> {
          if (knownNames.computeIfAbsent(name, asked -> NAME.matcher(asked).matches())) {
            clean.put(name, knownValues.computeIfAbsent(value, Labels::value));
          }
        });
    return clean;
  }

  private static String value(String text) {
    if (hasSecretLook(text)) {
      return HIDDEN;
    }
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    return cut.chars().anyMatch(Character::isISOControl) ? cut.replaceAll("\\p{Cntrl}", " ") : cut;
  }

  private static boolean hasSecretLook(String text) {
    Run run = new Run();
    int hex = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Hexadecimal digits may come in groups.
      if (Character.digit(c, 16) >= 0) {
        hex++;
      } else if (c != ' ' && c != ':' && c != '-') {
        hex = 0;
      }
      if (hex >= HEX_RUN || run.isToken(c)) {
        return true;
      }
    }
    return false;
  }

  /** Letters of both cases and digits behind one another, as nobody names a thing. */
  private static final class Run {
    private int length;
    private boolean upper;
    private boolean lower;
    private boolean digit;

    boolean isToken(char c) {
      boolean letter = c < 0x80 && Character.isLetterOrDigit(c);
      if (!letter && "+/_=-".indexOf(c) < 0) {
        length = 0;
        upper = false;
        lower = false;
        digit = false;
        return false;
      }
      length++;
      upper |= letter && Character.isUpperCase(c);
      lower |= letter && Character.isLowerCase(c);
      digit |= letter && Character.isDigit(c);
      return upper && lower && (length >= LONG_RUN || length >= TOKEN_RUN && digit);
    }
  }
}
