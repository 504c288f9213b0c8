package io.caskade.tools.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A head-end's first start, in a child process: reads all cards of a database into a cold JVM and
 * prints {@code loaded} with nanoseconds, cards and bytes of heap that they take. Arguments: folder
 * of the vault, JDBC address, user.
 */
final class DatabaseLoader {
  static final String LOADED = "loaded";

  private DatabaseLoader() {}

  public static void main(String[] arguments) {
    try (var pool = Databases.pool(arguments[1], arguments[2]);
        var cards = new CardMirror(Path.of(arguments[0]))) {
      long before = heap();
      cards.mirror().useFeed(new DatabaseFeed(pool));
      Duration took = cards.start();
      System.out.printf("%s %d %d %d%n", LOADED, took.toNanos(), cards.cards(), heap() - before);
      // No snapshot is left behind: the next start is to read the database again.
      Runtime.getRuntime().halt(0);
    }
  }

  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
