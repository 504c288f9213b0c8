package io.caskade.tools.commandline;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a command line, {@code --name VALUE} or {@code --name=VALUE}, and flags. */
public final class Arguments {
  private final Map<String, List<String>> values = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  /**
   * Sorts the words of a command line.
   *
   * @param valued names of options with a value, without the hyphens
   * @param plain names of flags
   * @throws OptionException when a word is neither
   */
  public Arguments(String[] words, Set<String> valued, Set<String> plain) {
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      if (!word.startsWith("--")) {
        throw new OptionException("What is " + word + "? Options begin with --; try --help.");
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word.substring(2) : word.substring(2, equals);
      if (plain.contains(name) && equals < 0) {
        flags.add(name);
      } else if (!valued.contains(name)) {
        throw new OptionException("There is no option --" + name + "; try --help.");
      } else if (equals >= 0) {
        add(name, word.substring(equals + 1));
      } else if (i + 1 == words.length) {
        throw new OptionException("--" + name + " wants a value.");
      } else {
        add(name, words[++i]);
      }
    }
  }

  private void add(String name, String value) {
    values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  public boolean has(String flag) {
    return flags.contains(flag);
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The last value that was given. */
  public Optional<String> optional(String name) {
    List<String> given = all(name);
    return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
  }

  public String required(String name) {
    return optional(name).orElseThrow(() -> new OptionException("--" + name + " is missing."));
  }

  /** A whole number in a range, or the default. */
  public int number(String name, int absent, int least, int most) {
    return optional(name).map(text -> number(name, text, least, most)).orElse(absent);
  }

  /** A whole number in a range, decimal or with 0x. */
  public static int number(String name, String text, int least, int most) {
    try {
      long value = Long.decode(text);
      if (value >= least && value <= most) {
        return (int) value;
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of range is
    }
    throw new OptionException(
        "--"
            + name
            + " wants a whole number from "
            + least
            + " to "
            + most
            + ", not "
            + text
            + ".");
  }

  /** HOST:PORT. */
  public static InetSocketAddress address(String name, String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new OptionException("--" + name + " wants HOST:PORT, not " + text + ".");
    }
    int port = number(name, text.substring(colon + 1), 1, 0xFFFF);
    try {
      return new InetSocketAddress(InetAddress.getByName(text.substring(0, colon)), port);
    } catch (UnknownHostException e) {
      throw new OptionException(
          "--" + name + ": the host " + text.substring(0, colon) + " is not known.");
    }
  }
}
