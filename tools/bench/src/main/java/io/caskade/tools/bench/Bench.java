package io.caskade.tools.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code ./caskade bench}: reports figures, asserts nothing. */
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> words = List.of(arguments);
    String what = words.isEmpty() ? "all" : words.get(0);
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    try {
      switch (what) {
        case "ecm" -> ecm(out, rest);
        case "emm" -> emm(out, rest);
        case "all" -> {
          ecm(out, List.of());
          emm(out, List.of());
        }
        default -> {
          out.println(EcmBench.HELP);
          out.println(EmmBench.HELP);
          System.exit(what.equals("help") || what.equals("--help") ? 0 : 2);
        }
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void ecm(PrintStream out, List<String> arguments) throws IOException {
    new EcmBench(out, EcmBench.options(arguments)).run();
  }

  private static void emm(PrintStream out, List<String> arguments) throws IOException {
    new EmmBench(out, EmmBench.options(arguments)).run();
  }
}
