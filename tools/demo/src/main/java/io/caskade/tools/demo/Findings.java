package io.caskade.tools.demo;

import java.util.ArrayList;
import java.util.List;

/** What was to be seen, and whether it was. */
final class Findings {
  private final List<Finding> findings = new ArrayList<>();

  /** One line of the report. */
  record Finding(boolean seen, String what, String detail) {
    String line() {
      return (seen ? "  seen      " : "  NOT SEEN  ") + what + ": " + detail;
    }
  }

  void add(boolean seen, String what, String detail) {
    findings.add(new Finding(seen, what, detail));
  }

  boolean all() {
    return findings.stream().allMatch(Finding::seen);
  }

  List<String> lines() {
    return findings.stream().map(Finding::line).toList();
  }
}
