package io.caskade.lib.oscamconf;

import java.util.List;

/**
 * Something odd about a line.
 *
 * @param line from 1
 * @param arguments as the fault lists them; never a password
 */
public record ConfFinding(int line, ConfFault fault, List<String> arguments) {
  public ConfFinding {
    arguments = List.copyOf(arguments);
  }

  static ConfFinding of(int line, ConfFault fault, Object... arguments) {
    return new ConfFinding(line, fault, List.of(arguments).stream().map(String::valueOf).toList());
  }
}
