package io.caskade.lib.cccamcfg;

import java.util.List;

/**
 * Something odd about a line.
 *
 * @param line from 1
 * @param arguments as the fault lists them; never a password
 */
public record CfgFinding(int line, CfgFault fault, List<String> arguments) {
  public CfgFinding {
    arguments = List.copyOf(arguments);
  }
}
