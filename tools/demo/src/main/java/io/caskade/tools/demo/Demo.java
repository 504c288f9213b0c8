package io.caskade.tools.demo;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.tools.commandline.OptionException;
import io.caskade.tools.commandline.Program;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** The program: {@code ./caskade demo}; {@link DemoOptions#HELP} says what it takes. */
public final class Demo {
  /** For its head-end, which stops, and its folder. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(40);

  private Demo() {}

  /** Ends with 0, 1 when something was not seen or failed, 2 when it was asked for wrongly. */
  public static void main(String[] words) {
    Program.main("demo", CLEAN_UP, () -> run(words, System.out, System.err));
  }

  private static int run(String[] words, PrintStream out, PrintStream err) {
    try {
      Optional<DemoOptions> options =
          DemoOptions.parse(words, Optional.ofNullable(System.getProperty("caskade.distribution")));
      if (options.isEmpty()) {
        out.print(DemoOptions.HELP);
        return 0;
      }
      return new Performance(options.get(), out).run() ? 0 : 1;
    } catch (OptionException e) {
      err.println("demo: " + e.getMessage());
      return Program.WRONG_USE;
    } catch (DemoException | TsFormatException e) {
      err.println("demo: " + e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("demo: " + e);
      return 1;
    } catch (InterruptedException e) {
      out.println("Stopped.");
      return 1;
    }
  }
}
