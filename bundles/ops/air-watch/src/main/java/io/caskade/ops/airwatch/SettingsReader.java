package io.caskade.ops.airwatch;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.ops.airwatch.source.Origin;
import io.caskade.ops.airwatch.watch.WatchRules;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Checks a probe's configuration. */
final class SettingsReader {
  private static final int MOST_CARDS = 32;
  private static final String FILE = "file:";

  private final String name;
  private final AirWatchConfig config;

  private SettingsReader(String name, AirWatchConfig config) {
    this.name = name;
    this.config = config;
  }

  /**
   * @param name of the probe
   * @throws CaskadeException CONFIGURATION_INVALID, with the setting and what is wrong with it
   */
  static ProbeSettings read(String name, AirWatchConfig config) {
    SettingsReader reader = new SettingsReader(name, config);
    return new ProbeSettings(
        name,
        reader.origin(),
        words(config.networks()).stream()
            .map(word -> reader.checked("networks", word, () -> new NetworkId(word)))
            .collect(Collectors.toSet()),
        reader.cards(),
        reader.rules());
  }

  private WatchRules rules() {
    return new WatchRules(
        Duration.ofMillis(within("ecmRepetitionMs", config.ecmRepetitionMs(), 10, 10_000)),
        Duration.ofMillis(within("ecmToleranceMs", config.ecmToleranceMs(), 0, 60_000)),
        Duration.ofSeconds(within("wordSeconds", config.wordSeconds(), 5, 86_400)),
        Duration.ofSeconds(within("emmSeconds", config.emmSeconds(), 1, 86_400)),
        within("clearPercent", config.clearPercent(), 0, 99),
        Duration.ofSeconds(within("raiseSeconds", config.raiseSeconds(), 1, 600)),
        Duration.ofSeconds(within("clearSeconds", config.clearSeconds(), 1, 600)));
  }

  private Origin origin() {
    String text = config.source().strip();
    try {
      if (text.startsWith(FILE)) {
        // Both file:/a/b and file:///a/b.
        String path = text.substring(FILE.length()).replaceFirst("^//(?=/)", "");
        if (!path.startsWith("/")) {
          throw invalid("source", "the path of a file begins with /");
        }
        return new Origin.InFile(Path.of(path), config.loop());
      }
      URI uri = URI.create(text);
      if ("udp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        return new Origin.Udp(
            host, within("source", uri.getPort(), 1, 0xFFFF), config.networkInterface().strip());
      }
    } catch (InvalidPathException e) {
      throw invalid("source", "it is no path of a file");
    } catch (IllegalArgumentException e) {
      throw invalid("source", "it is no address");
    }
    throw invalid("source", "it must be udp://ADDRESS:PORT or file:/PATH");
  }

  private List<ProbeSettings.Card> cards() {
    List<String> words = words(config.cards());
    if (words.size() > MOST_CARDS) {
      throw invalid("cards", words.size() + " cards are too many, the limit is " + MOST_CARDS);
    }
    return words.stream().map(word -> checked("cards", word, () -> card(word))).distinct().toList();
  }

  private static ProbeSettings.Card card(String word) {
    int colon = word.indexOf(':');
    NetworkId network = colon < 0 ? NetworkId.MAIN : new NetworkId(word.substring(0, colon));
    return new ProbeSettings.Card(network, CardSerial.parse(word.substring(colon + 1)));
  }

  private <T> T checked(String setting, String word, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (CaskadeException e) {
      throw invalid(setting, word + ": " + e.getMessage());
    }
  }

  /** A list in a file is one text with commas. */
  private static List<String> words(String[] values) {
    return Arrays.stream(values)
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private int within(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw invalid(setting, value + " is not within " + least + ".." + most);
    }
    return value;
  }

  private CaskadeException invalid(String setting, String why) {
    return new CaskadeException(
        ErrorCode.CONFIGURATION_INVALID, AirWatchComponent.FACTORY + "-" + name, setting, why);
  }
}
