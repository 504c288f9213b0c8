package io.caskade.tools.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A head-end's start, in a child process: reads the snapshot into a cold JVM and prints {@code
 * loaded} with nanoseconds, cards, bytes of heap that they take, milliseconds since the JVM began.
 */
final class SnapshotLoader {
  static final String LOADED = "loaded";

  private SnapshotLoader() {}

  public static void main(String[] arguments) {
    try (var cards = new CardMirror(Path.of(arguments[0]))) {
      long before = heap();
      Duration took = cards.start();
      long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
      System.out.printf(
          "%s %d %d %d %d%n", LOADED, took.toNanos(), cards.cards(), heap() - before, uptime);
    }
  }

  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
