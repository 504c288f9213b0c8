package io.caskade.receivers.server;

import io.caskade.lib.cidr.AddressList;
import io.caskade.receivers.server.sharing.BanRules;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings of the control-word server.
 *
 * @param providers that receivers are told of, three bytes each; at least one
 * @param openers threads that open ECMs
 * @param waitingEcms that may wait for one of them
 * @param cacheTime how long control words are kept
 * @param cacheEcms at most so many
 * @param ecmsPerMinute that an account may ask for; 0 for no limit
 * @param ecmRepeats how often an account may ask for the same ECM within a minute; 0 for no limit
 * @param excess of one service too many until the account is blocked; zero for never
 * @param block how long
 * @param clientsPerAccount connections at a time
 * @param sites log-in names of other sites of the operator's
 */
public record ServerSettings(
    List<Integer> providers,
    int openers,
    int waitingEcms,
    Duration cacheTime,
    int cacheEcms,
    int ecmsPerMinute,
    int ecmRepeats,
    Duration excess,
    Duration block,
    int clientsPerAccount,
    BanRules bans,
    Set<String> sites) {
  static final String PID = "io.caskade.receivers.server";

  private static final int HEX = 16;
  private static final int LAST_PROVIDER = 0xFF_FFFF;

  /** As the configuration file has them. */
  public static final ServerSettings DEFAULTS =
      new ServerSettings(
          List.of(0),
          1,
          10_000,
          Duration.ofSeconds(30),
          10_000,
          240,
          20,
          Duration.ofSeconds(300),
          Duration.ofHours(24),
          8,
          new BanRules(
              5, Duration.ofMinutes(10), Duration.ofMinutes(10), AddressList.of(List.of())),
          Set.of());

  public ServerSettings {
    providers = List.copyOf(providers);
    sites = Set.copyOf(sites);
  }

  /** With these sites. */
  ServerSettings withSites(Set<String> named) {
    return new ServerSettings(
        providers,
        openers,
        waitingEcms,
        cacheTime,
        cacheEcms,
        ecmsPerMinute,
        ecmRepeats,
        excess,
        block,
        clientsPerAccount,
        bans,
        named);
  }

  /** Without limits of rate, repeats and services: for measurements. */
  public ServerSettings unlimited() {
    return new ServerSettings(
        providers,
        openers,
        waitingEcms,
        cacheTime,
        cacheEcms,
        0,
        0,
        Duration.ZERO,
        block,
        clientsPerAccount,
        bans,
        sites);
  }

  /**
   * Reads a configuration.
   *
   * @throws IllegalArgumentException with what is wrong, for the operator
   */
  static ServerSettings of(ReceiverServerConfig config) {
    return new ServerSettings(
        providers(config.providers()),
        within("openers", config.openers(), 1, 16),
        within("waitingEcms", config.waitingEcms(), 100, 1_000_000),
        Duration.ofSeconds(within("cacheSeconds", config.cacheSeconds(), 1, 600)),
        within("cacheEcms", config.cacheEcms(), 100, 1_000_000),
        within("ecmsPerMinute", config.ecmsPerMinute(), 0, 1_000_000),
        within("ecmRepeats", config.ecmRepeats(), 0, 1_000_000),
        Duration.ofSeconds(within("excessSeconds", config.excessSeconds(), 0, 86_400)),
        Duration.ofHours(within("blockHours", config.blockHours(), 1, 8_760)),
        within("clientsPerAccount", config.clientsPerAccount(), 1, 1_000),
        new BanRules(
            within("banFailures", config.banFailures(), 0, 1_000_000),
            Duration.ofMinutes(within("banWindowMinutes", config.banWindowMinutes(), 1, 1_440)),
            Duration.ofMinutes(within("banMinutes", config.banMinutes(), 1, 525_600)),
            AddressList.of(Arrays.asList(config.neverBanned()))),
        words(config.sites()).collect(Collectors.toSet()));
  }

  /** A list in a file is one text with commas. */
  private static Stream<String> words(String[] texts) {
    return Arrays.stream(texts)
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is %d, not %d to %d.", name, value, least, most));
    }
    return value;
  }

  private static List<Integer> providers(String[] texts) {
    List<Integer> providers = words(texts).map(ServerSettings::provider).distinct().toList();
    if (providers.isEmpty()) {
      throw new IllegalArgumentException("providers is empty; receivers want at least 000000.");
    }
    return providers;
  }

  private static int provider(String text) {
    try {
      int provider = Integer.parseInt(text, HEX);
      if (provider >= 0 && provider <= LAST_PROVIDER) {
        return provider;
      }
    } catch (NumberFormatException e) {
      // Said below, with the text.
    }
    throw new IllegalArgumentException(
        "providers: '" + text + "' is no provider of up to six hexadecimal digits.");
  }
}
