package io.caskade.tools.commandline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** How a program ends: with a code, or with Ctrl-C after it cleaned up. */
public final class Program {
  /** Exit code of a program that was asked for wrongly. */
  public static final int WRONG_USE = 2;

  private Program() {}

  /**
   * Runs the work on this thread and ends the process with its code. Ctrl-C interrupts the work and
   * waits for it.
   *
   * @param name of the program, for its threads
   * @param cleanUp how long Ctrl-C waits
   * @param work returns the exit code
   */
  public static void main(String name, Duration cleanUp, IntSupplier work) {
    Thread runner = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> end(runner, ended, cleanUp), name + "-stop"));
    int code = work.getAsInt();
    ended.countDown();
    System.exit(code);
  }

  private static void end(Thread runner, CountDownLatch ended, Duration cleanUp) {
    runner.interrupt();
    try {
      ended.await(cleanUp.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
