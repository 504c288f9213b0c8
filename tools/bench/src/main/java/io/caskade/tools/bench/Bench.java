package io.caskade.tools.bench;

import io.caskade.tools.bench.faults.FaultBench;
import io.caskade.tools.bench.receivers.CwBench;
import io.caskade.tools.bench.soak.SoakBench;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code ./caskade bench}: reports figures; faults, soak and restore have limits besides. */
public final class Bench {
  private static final String HELP =
      """
      bench [all [--quick]]
        All of these but faults, soak and restore. The figures are a report: nothing fails when an
        aim is missed, but for those three, which have limits.""";

  private Bench() {}

  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<String> words = List.of(arguments);
    String what = words.isEmpty() ? "all" : words.get(0);
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    try {
      System.exit(run(out, words.contains("--help") ? "help" : what, rest));
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(2);
    } catch (IOException e) {
      System.err.println("bench: " + e);
      System.exit(1);
    }
  }

  /** Returns the exit code. */
  private static int run(PrintStream out, String what, List<String> rest) throws IOException {
    switch (what) {
      case "ecm" -> ecm(out, rest);
      case "emm" -> emm(out, rest);
      case "card" -> card(out, rest);
      case "cw" -> new CwBench(out, CwBench.options(rest)).run();
      case "rest" -> new RestBench(out, RestBench.options(rest)).run();
      case "start" -> new StartBench(out, StartBench.options(rest)).run();
      case "air" -> new AirBench(out, AirBench.options(rest)).run();
      case "cw-core" -> new CwCoreBench(out, CwCoreBench.options(rest)).run();
      case "faults" -> {
        return new FaultBench(out, FaultBench.options(rest)).run() ? 0 : 1;
      }
      case "soak" -> {
        return new SoakBench(out, SoakBench.options(rest)).run() ? 0 : 1;
      }
      case "restore" -> {
        return new RestoreBench(out, RestoreBench.options(rest)).run() ? 0 : 1;
      }
      case "all" -> {
        ecm(out, rest);
        emm(out, rest);
        card(out, rest);
        new CwBench(out, CwBench.options(rest)).run();
        new RestBench(out, RestBench.options(rest)).run();
        new StartBench(out, StartBench.options(rest)).run();
        new AirBench(out, AirBench.options(rest)).run();
        new CwCoreBench(out, CwCoreBench.options(rest)).run();
      }
      default -> {
        out.println(HELP);
        out.println(EcmBench.HELP);
        out.println(EmmBench.HELP);
        out.println(CardBench.HELP);
        out.println(CwBench.HELP);
        out.println(RestBench.HELP);
        out.println(StartBench.HELP);
        out.println(AirBench.HELP);
        out.println(CwCoreBench.HELP);
        out.println(RestoreBench.HELP);
        out.println(FaultBench.HELP);
        out.println(SoakBench.HELP);
        return what.equals("help") ? 0 : 2;
      }
    }
    return 0;
  }

  private static void ecm(PrintStream out, List<String> arguments) throws IOException {
    new EcmBench(out, EcmBench.options(arguments)).run();
  }

  private static void emm(PrintStream out, List<String> arguments) throws IOException {
    new EmmBench(out, EmmBench.options(arguments)).run();
  }

  private static void card(PrintStream out, List<String> arguments) throws IOException {
    new CardBench(out, CardBench.options(arguments)).run();
  }
}
