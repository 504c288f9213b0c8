package io.caskade.tools.card;

import io.caskade.cards.virtual.card.CardMode;
import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.limit.ServiceLimit;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the program was asked for.
 *
 * @param states folder in which the card keeps what it learns
 * @param echo whether serial hosts get their own characters back
 */
record Options(Path config, Optional<Path> states, CardTerms terms, Way way, boolean echo) {
  static final String HELP =
      """
      Usage: ./caskade card --config FILE.bin [--state DIR] WAY [OPTIONS]

      Serves one viewing card, made from the CONFIG file that the operator's panel offers (90 bytes),
      to a program that takes it for a real one. Ctrl-C takes it out.

      WAY, one of:
        --vpcd HOST:PORT      into the reader of a vpcd that listens (DEVICENAME /dev/null:0x8C7B,
                              port 35963); comes back when pcscd is started again
        --vpcd-listen PORT    waits on 127.0.0.1 for a vpcd that connects (DEVICENAME 127.0.0.1:PORT);
                              that one wants PORT + 1 served as well
        --tty PATH            makes a pseudo-terminal, linked at PATH, as the port of a Phoenix reader:
                              9600 baud, no parity, no detection line; a flush of the port is a reset
        --serial-listen PORT  waits on 127.0.0.1 for a program that takes a TCP connection for such a
                              port; each connection is a reset

      OPTIONS:
        --state DIR           keep what the card learns (EMMs, PIN, block); without it a restart forgets
        --mode MODE           promised (default): a limit of services, EMMs only with right checksums;
                              compatibility: the old firmware with all its quirks
        --services N          services at a time, 1 to 8 (default 2); only promised
        --block-hours N       block after too many services, 1 to 8760 (default 24); only promised
        --no-echo             do not return the characters of a serial host
      """;

  private static final Set<String> WAYS = Set.of("vpcd", "vpcd-listen", "tty", "serial-listen");
  private static final Set<String> VALUED =
      Set.of(
          "config",
          "state",
          "vpcd",
          "vpcd-listen",
          "tty",
          "serial-listen",
          "mode",
          "services",
          "block-hours");
  private static final String NO_ECHO = "no-echo";
  private static final int MOST_PORT = 0xFFFF;
  private static final int MOST_HOURS = 8_760;

  /** How the card is reached. */
  sealed interface Way {
    /** Connects to a vpcd. */
    record ToVpcd(InetSocketAddress vpcd) implements Way {}

    /** Waits for a vpcd. */
    record ForVpcd(int port) implements Way {}

    /** A pseudo-terminal of this name. */
    record AsPort(Path link) implements Way {}

    /** Waits for a serial host over TCP. */
    record AsTcpPort(int port) implements Way {}
  }

  /**
   * Reads a command line; empty when help was asked for.
   *
   * @throws OptionException when it makes no sense
   */
  static Optional<Options> parse(String[] words) {
    List<String> all = Arrays.asList(words);
    if (all.isEmpty() || all.contains("--help") || all.contains("-h")) {
      return Optional.empty();
    }
    Map<String, String> given = given(all);
    String config = given.get("config");
    if (config == null) {
      throw new OptionException("--config is missing: the CONFIG file of the card.");
    }
    return Optional.of(
        new Options(
            Path.of(config),
            Optional.ofNullable(given.get("state")).map(Path::of),
            terms(given),
            way(given),
            !given.containsKey(NO_ECHO)));
  }

  private static Map<String, String> given(List<String> words) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      String name =
          !word.startsWith("--") ? "" : word.substring(2, equals < 0 ? word.length() : equals);
      if (name.equals(NO_ECHO) && equals < 0) {
        given.put(name, "");
      } else if (!VALUED.contains(name)) {
        throw new OptionException("What is " + word + "? ./caskade card --help lists the options.");
      } else if (equals >= 0) {
        given.put(name, word.substring(equals + 1));
      } else if (i + 1 == words.size()) {
        throw new OptionException("--" + name + " wants a value.");
      } else {
        given.put(name, words.get(++i));
      }
    }
    return given;
  }

  private static CardTerms terms(Map<String, String> given) {
    String name = given.getOrDefault("mode", CardMode.PROMISED.toString());
    CardMode mode =
        CardMode.named(name)
            .orElseThrow(
                () ->
                    new OptionException("--mode is promised or compatibility, not " + name + "."));
    return new CardTerms(
        mode,
        number(given, "services", 2, ServiceLimit.LEAST_SERVICES, ServiceLimit.MOST_SERVICES),
        Duration.ofHours(number(given, "block-hours", 24, 1, MOST_HOURS)));
  }

  private static Way way(Map<String, String> given) {
    List<String> ways = WAYS.stream().filter(given::containsKey).sorted().toList();
    if (ways.size() != 1) {
      throw new OptionException(
          "One of --vpcd, --vpcd-listen, --tty and --serial-listen is wanted, not "
              + ways.size()
              + ".");
    }
    String way = ways.get(0);
    return switch (way) {
      case "vpcd" -> new Way.ToVpcd(address(given.getOrDefault(way, "")));
      case "vpcd-listen" -> new Way.ForVpcd(number(given, way, 0, 1, MOST_PORT));
      case "tty" -> new Way.AsPort(Path.of(given.getOrDefault(way, "")));
      default -> new Way.AsTcpPort(number(given, way, 0, 1, MOST_PORT));
    };
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new OptionException("--vpcd wants HOST:PORT, not " + text + ".");
    }
    int port = number("vpcd", text.substring(colon + 1), 1, MOST_PORT);
    InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), port);
    if (address.isUnresolved()) {
      throw new OptionException("--vpcd: the host " + address.getHostString() + " is not known.");
    }
    return address;
  }

  private static int number(
      Map<String, String> given, String name, int absent, int least, int most) {
    String text = given.get(name);
    return text == null ? absent : number(name, text, least, most);
  }

  private static int number(String name, String text, int least, int most) {
    try {
      int value = Integer.decode(text);
      if (value >= least && value <= most) {
        return value;
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
}
