package io.caskade.tools.simulator;

import io.caskade.tools.commandline.Arguments;
import io.caskade.tools.commandline.OptionException;
import io.caskade.tools.simulator.replay.Replay;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What the user asked {@code simulate replay} for. */
final class ReplayOptions {
  static final String HELP =
      """
      Usage: simulate replay FILE --to HOST:PORT [--fast] [--connection N]

        FILE               a capture (cas:capture-start writes one under data/captures)
        --to HOST:PORT     the ECMG to play it against, as the SCS that was recorded; for the
                           capture of an EMMG the address to listen on, as the MUX it connects to
        --fast             as soon as the head-end has answered, instead of as recorded
        --connection N     which one of the capture (the first)
        --help             this text

      Control words are fresh random ones. What the head-end answers is compared by type, stream,
      CP_number and error_status. Ends with 0 when all is as recorded, 1 when not.
      """;

  private static final int MOST_CONNECTIONS = 1_000_000;

  private ReplayOptions() {}

  /** Empty when the user asked for help. */
  static Optional<Replay.Order> parse(String[] words) {
    if (words.length == 0 || words[0].equals("--help")) {
      return Optional.empty();
    }
    if (words[0].startsWith("--")) {
      throw new OptionException("The capture comes first: simulate replay FILE --to HOST:PORT.");
    }
    Arguments given =
        new Arguments(
            Arrays.copyOfRange(words, 1, words.length),
            Set.of("to", "connection"),
            Set.of("fast", "help"));
    if (given.has("help")) {
      return Optional.empty();
    }
    return Optional.of(
        new Replay.Order(
            Path.of(words[0]),
            Arguments.address("to", given.required("to")),
            given.number("connection", 0, 0, MOST_CONNECTIONS),
            given.has("fast")));
  }
}
