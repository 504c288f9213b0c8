package io.caskade.tools.simulator;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ProductMask;
import io.caskade.api.base.SuperCasId;
import io.caskade.lib.ts.scrambling.ScramblingAlgorithm;
import io.caskade.tools.commandline.Arguments;
import io.caskade.tools.commandline.OptionException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked {@code simulate} for.
 *
 * @param outputs files and {@code udp://} targets
 * @param services access criteria by service number, in the order given
 * @param run how long; empty goes on for ever
 */
record Options(
    Endpoint input,
    List<Endpoint> outputs,
    boolean loop,
    InetSocketAddress ecmg,
    int version,
    SuperCasId superCasId,
    Map<Integer, ProductMask> services,
    Duration cryptoPeriod,
    int firstCpNumber,
    ScramblingAlgorithm algorithm,
    Optional<InetSocketAddress> emmAddress,
    int emmBandwidthKbit,
    Optional<Duration> run,
    List<CardOption> cards) {

  static final String HELP =
      """
      Usage: simulate --input FILE.ts|udp://HOST:PORT --ecmg HOST:PORT --service ID=CRITERIA [...]

        --input FILE|udp://HOST:PORT    clear transport stream (a group address is joined)
        --output FILE|udp://HOST:PORT   where the scrambled stream goes; may be repeated
        --loop                          begin the file again at its end
        --seconds N                     stop after N seconds of the stream
        --ecmg HOST:PORT                ECM generator
        --version N                     SimulCrypt version towards it: 1, 2, 3 or 5 (2)
        --super-cas-id NUMBER           CA_system_id and subsystem (0x0B000001)
        --service ID=CRITERIA           scramble this service, 8 hexadecimal digits of products;
                                        may be repeated
        --crypto-period SECONDS         length of a crypto period (10)
        --first-cp N                    number of the first crypto period, 0 to 65535 (0)
        --algorithm csa2|cissa          scrambling (csa2)
        --emmg-port PORT                multiplexer's port for EMM generators, TCP and UDP (none)
        --emmg-host ADDRESS             address of that port (127.0.0.1)
        --emm-bandwidth KBIT            most that EMMs may take (256)
        --card SERIAL:CARDKEYFILE:ECMKEYFILE
                                        a set-top box with this card; keys in hexadecimal digits,
                                        16 and 32 bytes; may be repeated
        --help                          this text

      A capture of a real session is played again with: simulate replay --help

      Ctrl-C ends it with a report.
      """;

  private static final Set<String> VALUED =
      Set.of(
          "input",
          "output",
          "seconds",
          "ecmg",
          "version",
          "super-cas-id",
          "service",
          "crypto-period",
          "first-cp",
          "algorithm",
          "emmg-port",
          "emmg-host",
          "emm-bandwidth",
          "card");
  private static final Set<String> FLAGS = Set.of("loop", "help");
  private static final String UDP = "udp://";

  /** A file, or an address for UDP. */
  sealed interface Endpoint {
    record InFile(Path path) implements Endpoint {}

    record OverUdp(InetSocketAddress address) implements Endpoint {}
  }

  /** A card in a box. */
  record CardOption(CardSerial serial, Path cardKey, Path ecmKey) {}

  Options {
    outputs = List.copyOf(outputs);
    services = new LinkedHashMap<>(services);
    cards = List.copyOf(cards);
  }

  /** Empty when the user asked for help. */
  static Optional<Options> parse(String[] words) {
    Arguments given = new Arguments(words, VALUED, FLAGS);
    if (given.has("help") || words.length == 0) {
      return Optional.empty();
    }
    Map<Integer, ProductMask> services = new LinkedHashMap<>();
    given.all("service").forEach(text -> service(text, services));
    if (services.isEmpty()) {
      throw new OptionException("--service is missing: nothing would be scrambled.");
    }
    int port = given.number("emmg-port", 0, 1, 0xFFFF);
    String host = given.optional("emmg-host").orElse("127.0.0.1");
    return Optional.of(
        new Options(
            endpoint("input", given.required("input")),
            given.all("output").stream().map(text -> endpoint("output", text)).toList(),
            given.has("loop"),
            Arguments.address("ecmg", given.required("ecmg")),
            version(given.number("version", 2, 1, 5)),
            superCasId(given.optional("super-cas-id").orElse("0x0B000001")),
            services,
            given
                .optional("crypto-period")
                .map(text -> seconds("crypto-period", text))
                .orElse(Duration.ofSeconds(10)),
            given.number("first-cp", 0, 0, 0xFFFF),
            algorithm(given.optional("algorithm").orElse("csa2")),
            port == 0
                ? Optional.empty()
                : Optional.of(Arguments.address("emmg-host", host + ":" + port)),
            given.number("emm-bandwidth", 256, 1, 0xFFFF),
            given.optional("seconds").map(text -> seconds("seconds", text)),
            given.all("card").stream().map(Options::card).toList()));
  }

  private static Endpoint endpoint(String name, String text) {
    return text.startsWith(UDP)
        ? new Endpoint.OverUdp(Arguments.address(name, text.substring(UDP.length())))
        : new Endpoint.InFile(Path.of(text));
  }

  private static int version(int version) {
    if (version == 4) {
      throw new OptionException("--version 4 is not defined between ECMG and SCS: 1, 2, 3 or 5.");
    }
    return version;
  }

  private static SuperCasId superCasId(String text) {
    try {
      long value = Long.decode(text);
      if (value >= 0 && value <= 0xFFFF_FFFFL) {
        return new SuperCasId((int) value);
      }
    } catch (NumberFormatException e) {
      // told below, as a number out of range is
    }
    throw new OptionException(
        "--super-cas-id wants a number of 32 bits such as 0x0B000001, not " + text + ".");
  }

  private static void service(String text, Map<Integer, ProductMask> services) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new OptionException("--service wants ID=CRITERIA such as 101=00000001, not " + text);
    }
    int id = Arguments.number("service", text.substring(0, equals), 1, 0xFFFF);
    try {
      services.put(id, ProductMask.parse(text.substring(equals + 1)));
    } catch (CaskadeException e) {
      throw new OptionException("--service " + text + ": " + e.text(Locale.ENGLISH));
    }
  }

  private static Duration seconds(String name, String text) {
    try {
      long millis = new BigDecimal(text).movePointRight(3).longValueExact();
      if (millis > 0) {
        return Duration.ofMillis(millis);
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // told below, as a negative number is
    }
    throw new OptionException("--" + name + " wants seconds above 0, not " + text + ".");
  }

  private static ScramblingAlgorithm algorithm(String text) {
    return switch (text) {
      case "csa2" -> ScramblingAlgorithm.CSA2;
      case "cissa" -> ScramblingAlgorithm.CISSA;
      default -> throw new OptionException("--algorithm is csa2 or cissa, not " + text + ".");
    };
  }

  private static CardOption card(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new OptionException("--card wants SERIAL:CARDKEYFILE:ECMKEYFILE, not " + text + ".");
    }
    try {
      return new CardOption(CardSerial.parse(parts[0]), Path.of(parts[1]), Path.of(parts[2]));
    } catch (CaskadeException e) {
      throw new OptionException("--card " + text + ": " + e.text(Locale.ENGLISH));
    }
  }
}
