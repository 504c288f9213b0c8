package io.caskade.lib.cccamcfg;

import java.util.List;

/** A text as lines, whatever ends them. */
final class Lines {
  private static final String MARK = "\uFEFF";

  private Lines() {}

  static List<String> of(String text) {
    return List.of((text.startsWith(MARK) ? text.substring(1) : text).split("\r\n|\r|\n", -1));
  }

  /** Empty, or a comment. */
  static boolean silent(String line) {
    return line.isEmpty() || line.startsWith("#");
  }
}
