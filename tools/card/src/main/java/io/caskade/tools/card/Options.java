package io.caskade.tools.card;

import io.caskade.cards.virtual.card.CardMode;
import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.limit.ServiceLimit;
import io.caskade.tools.commandline.Arguments;
import io.caskade.tools.commandline.OptionException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
    Arguments given = new Arguments(words, VALUED, Set.of(NO_ECHO));
    String config =
        given
            .optional("config")
            .orElseThrow(
                () -> new OptionException("--config is missing: the CONFIG file of the card."));
    return Optional.of(
        new Options(
            Path.of(config),
            given.optional("state").map(Path::of),
            terms(given),
            way(given),
            !given.has(NO_ECHO)));
  }

  private static CardTerms terms(Arguments given) {
    String name = given.optional("mode").orElse(CardMode.PROMISED.toString());
    CardMode mode =
        CardMode.named(name)
            .orElseThrow(
                () ->
                    new OptionException("--mode is promised or compatibility, not " + name + "."));
    return new CardTerms(
        mode,
        given.number("services", 2, ServiceLimit.LEAST_SERVICES, ServiceLimit.MOST_SERVICES),
        Duration.ofHours(given.number("block-hours", 24, 1, MOST_HOURS)));
  }

  private static Way way(Arguments given) {
    List<String> ways =
        WAYS.stream().filter(way -> given.optional(way).isPresent()).sorted().toList();
    if (ways.size() != 1) {
      throw new OptionException(
          "One of --vpcd, --vpcd-listen, --tty and --serial-listen is wanted, not "
              + ways.size()
              + ".");
    }
    String way = ways.get(0);
    return switch (way) {
      case "vpcd" -> new Way.ToVpcd(Arguments.address(way, given.required(way)));
      case "vpcd-listen" -> new Way.ForVpcd(given.number(way, 0, 1, MOST_PORT));
      case "tty" -> new Way.AsPort(Path.of(given.required(way)));
      default -> new Way.AsTcpPort(given.number(way, 0, 1, MOST_PORT));
    };
  }
}
