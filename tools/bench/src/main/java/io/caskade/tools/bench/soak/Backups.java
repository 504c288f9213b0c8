package io.caskade.tools.bench.soak;

import io.caskade.tools.bench.BackupProgram;
import io.caskade.tools.bench.CardTables;
import io.caskade.tools.bench.HeadEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Backups of a head-end that is soaked: by the product's own program, or by a given command. */
final class Backups {
  /** Word for the product's own program. */
  static final String OWN = "own";

  /** Word for none at all. */
  static final String NONE = "none";

  private static final String DATABASE = "org.ops4j.datasource-caskade.cfg";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final String way;
  private final Path folder;
  private final BackupProgram program;
  private volatile int made;
  private volatile @Nullable Path last;

  /**
   * @param way {@link #OWN}, {@link #NONE}, or a command of the shell that finds {@code
   *     $CASKADE_HOME} set
   */
  Backups(String way, Path folder) {
    this.way = way;
    this.folder = folder;
    program = new BackupProgram(folder);
  }

  boolean wanted() {
    return !way.equals(NONE);
  }

  /** That ended well. */
  int made() {
    return made;
  }

  /**
   * Makes one. While the head-end finds its database again it refuses, so it is asked for a while.
   */
  void make(HeadEnd headEnd) throws IOException, InterruptedException {
    if (!way.equals(OWN)) {
      command(headEnd);
      made++;
      return;
    }
    Path file = folder.resolve("soak-" + (made + 1) + ".backup");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        program.make(headEnd.file(""), file);
        break;
      } catch (IOException e) {
        if (System.nanoTime() > end || !headEnd.isAlive()) {
          throw e;
        }
        LockSupport.parkNanos(AGAIN.toNanos());
      }
    }
    Path before = last;
    last = file;
    made++;
    if (before != null) {
      Files.delete(before);
    }
  }

  private void command(HeadEnd headEnd) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("sh", "-c", way).inheritIO();
    builder.environment().put("CASKADE_HOME", headEnd.file("").toString());
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IOException("the backup ended with code " + code);
    }
  }

  /**
   * Restores the last one onto an empty home with H2 and counts the cards there.
   *
   * @return what is wrong, in a sentence; empty also when there is none of our own
   */
  Optional<String> check(HeadEnd headEnd, int cards) throws IOException {
    Path file = last;
    if (file == null) {
      return Optional.empty();
    }
    try (var other = new HeadEnd(folder.resolve("restored"))) {
      Path database = Files.copy(other.file("etc/" + DATABASE), folder.resolve("database.cfg"));
      program.restore(file, other.file(""), headEnd.file("etc/backup.passphrase"), database);
      String url = "jdbc:h2:file:" + other.file("data/db/caskade");
      try (Connection connection = DriverManager.getConnection(url, "sa", "")) {
        long found = CardTables.count(connection, "card");
        return found == cards
            ? Optional.empty()
            : Optional.of("the backup holds %d of %d cards".formatted(found, cards));
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }
}
