package io.caskade.lib.cccamcfg;

import java.util.ArrayList;
import java.util.List;

/** What is found while a file is read. */
final class Findings {
  private final List<CfgFinding> found = new ArrayList<>();

  void add(int line, CfgFault fault, Object... arguments) {
    found.add(
        new CfgFinding(line, fault, List.of(arguments).stream().map(String::valueOf).toList()));
  }

  List<CfgFinding> all() {
    return found;
  }
}
