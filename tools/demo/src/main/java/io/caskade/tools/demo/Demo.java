package io.caskade.tools.demo;

import io.caskade.lib.ts.TsFormatException;
import io.caskade.tools.simulator.OptionException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program: {@code ./caskade demo}; {@link DemoOptions#HELP} says what it takes. */
public final class Demo {
  private static final int WRONG_USE = 2;
  private static final int CLEAN_UP_SECONDS = 40;

  private Demo() {}

  /** Ends with 0, 1 when something was not seen or failed, 2 when it was asked for wrongly. */
  public static void main(String[] words) {
    Thread runner = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(runner, ended), "demo-stop"));
    int code = run(words, System.out, System.err);
    ended.countDown();
    System.exit(code);
  }

  /** Ctrl-C: lets the run stop its head-end and remove its folder. */
  private static void end(Thread runner, CountDownLatch ended) {
    runner.interrupt();
    try {
      ended.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
      return WRONG_USE;
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
