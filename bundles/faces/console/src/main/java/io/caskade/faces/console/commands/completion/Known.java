package io.caskade.faces.console.commands.completion;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Caller;
import java.util.List;
import java.util.function.Function;
import org.apache.karaf.shell.api.console.CommandLine;

/** What management knows, for completion: nothing while it cannot be asked. */
final class Known {
  private static final Caller CONSOLE = Caller.administrator("console", "completion");

  private Known() {}

  /** The names that a question gives; none when the database is away. */
  static List<String> names(Function<Caller, List<String>> question) {
    try {
      return question.apply(CONSOLE);
    } catch (CaskadeException e) {
      // Completion has no place for an error; the command itself tells it.
      return List.of();
    }
  }

  /** The network that the line names with {@code -n}, else the default one. */
  static NetworkId network(CommandLine line) {
    String[] words = line.getArguments();
    for (int i = 0; i + 1 < words.length; i++) {
      if (words[i].equals("-n") || words[i].equals("--network")) {
        return new NetworkId(words[i + 1]);
      }
    }
    return NetworkId.MAIN;
  }
}
