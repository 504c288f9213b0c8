package io.caskade.tools.demo;

import io.caskade.tools.commandline.Arguments;
import io.caskade.tools.commandline.OptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked {@code demo} for.
 *
 * @param input empty plays the bundled stream
 * @param run how long the table goes on after the story; empty until Ctrl-C
 * @param once ends after the story, with an exit code
 */
record DemoOptions(
    Optional<Path> input,
    Optional<Duration> run,
    boolean once,
    Path distribution,
    Duration cryptoPeriod) {

  static final String HELP =
      """
      Usage: demo [--input FILE.ts] [--seconds N] [--once] [--crypto-period N]
                  [--distribution TAR_OR_DIR]

        --input FILE      stream with at least two services (default: a bundled one)
        --seconds N       go on for N seconds after the story (default: until Ctrl-C)
        --once            end after the story; exit code 0 only when all of it was seen
        --crypto-period N seconds, 2 to 60 (3)
        --distribution X  tar.gz or unpacked folder of the head-end
                          (default: what ./caskade has built)
      """;

  private static final Set<String> VALUED =
      Set.of("input", "seconds", "distribution", "crypto-period");

  /** Empty when the user asked for help. */
  static Optional<DemoOptions> parse(String[] words, Optional<String> built) {
    Arguments given = new Arguments(words, VALUED, Set.of("once", "help"));
    if (given.has("help")) {
      return Optional.empty();
    }
    Path distribution =
        given
            .optional("distribution")
            .or(() -> built.filter(path -> !path.isEmpty()))
            .map(Path::of)
            .orElseThrow(
                () -> new OptionException("--distribution is missing: which head-end to start?"));
    requireFile("distribution", distribution);
    Optional<Path> input = given.optional("input").map(Path::of);
    input.ifPresent(file -> requireFile("input", file));
    int seconds = given.number("seconds", 0, 1, 1_000_000);
    return Optional.of(
        new DemoOptions(
            input,
            seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)),
            given.has("once"),
            distribution,
            Duration.ofSeconds(given.number("crypto-period", 3, 2, 60))));
  }

  private static void requireFile(String name, Path file) {
    if (!Files.exists(file)) {
      throw new OptionException("--" + name + ": there is no " + file + ".");
    }
  }
}
