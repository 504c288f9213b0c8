package io.caskade.tools.cwtest;

import io.caskade.lib.cwclient.LineTest;
import io.caskade.lib.cwclient.Verdict;
import io.caskade.tools.commandline.OptionException;
import io.caskade.tools.commandline.Program;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The program: {@code ./caskade cw-test}; {@link Options#HELP} says what it takes. */
public final class CwTest {
  /** For its connection. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(2);

  private CwTest() {}

  /** Ends the process with 0, 1 when something is wrong with the line, 2 when asked wrongly. */
  public static void main(String[] words) {
    Program.main(
        "cw-test",
        CLEAN_UP,
        () -> run(words, System.out, System.err, Locale.getDefault(), System::nanoTime));
  }

  /**
   * Tests a line.
   *
   * @param nanos for the times of the answers
   */
  static int run(
      String[] words, PrintStream out, PrintStream err, Locale locale, LongSupplier nanos) {
    Optional<Options> options;
    try {
      options = Options.parse(words);
    } catch (OptionException e) {
      err.println("cw-test: " + e.getMessage());
      return Program.WRONG_USE;
    }
    if (options.isEmpty()) {
      out.print(Options.HELP);
      return words.length == 0 ? Program.WRONG_USE : 0;
    }
    return test(options.get(), out, locale, nanos);
  }

  private static int test(Options options, PrintStream out, Locale locale, LongSupplier nanos) {
    LineTest.Wanted wanted = options.wanted();
    Verdict verdict;
    try {
      verdict =
          new LineTest(wanted, new SecureRandom(), nanos)
              .verdict(new Printed(out, wanted.line().shown(), options.showWords()));
    } finally {
      wanted.line().account().destroy();
    }
    out.println(verdict.text(locale));
    if (!verdict.finding().isGood()) {
      out.println(verdict.cure(locale));
    }
    return verdict.finding().isGood() ? 0 : 1;
  }
}
