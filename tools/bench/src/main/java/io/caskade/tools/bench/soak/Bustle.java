package io.caskade.tools.bench.soak;

import io.caskade.tools.bench.CardBase;
import io.caskade.tools.bench.HeadEnd;
import io.caskade.tools.bench.HttpConnection;
import io.caskade.tools.mariadb.MariaDbServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What else happens in a head-end: bulk jobs, restarts of the database, backups. */
final class Bustle implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration DOWN = Duration.ofSeconds(5);
  private static final int JOB_SHARE = 10;
  private static final int MOST_CARDS = 50_000;

  private final Plan plan;
  private final HeadEnd headEnd;
  private final MariaDbServer database;
  private final int firstPlace;
  private final Backups backups;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile String failure = "";
  private volatile int jobs;
  private volatile int restarts;

  /**
   * Begins.
   *
   * @param firstPlace of the cards that jobs may change
   */
  Bustle(Plan plan, HeadEnd headEnd, MariaDbServer database, int firstPlace, Backups backups) {
    this.plan = plan;
    this.headEnd = headEnd;
    this.database = database;
    this.firstPlace = firstPlace;
    this.backups = backups;
    thread = new Thread(this::bustle, "bustle");
    thread.start();
  }

  /** Bulk jobs that were accepted. */
  int jobs() {
    return jobs;
  }

  int databaseRestarts() {
    return restarts;
  }

  /** Why it gave up; empty when it did not. */
  String failure() {
    return failure;
  }

  private void bustle() {
    long start = System.nanoTime();
    long job = start;
    // Shifted, so that not everything is due at once.
    long restart = start + plan.databaseRestartEvery().toNanos() / 2;
    long backup = start + plan.backupEvery().toNanos() / 3;
    try {
      while (running) {
        long now = System.nanoTime();
        if (now >= job) {
          job = now + plan.jobEvery().toNanos();
          startJob();
        }
        if (now >= restart) {
          restart = now + plan.databaseRestartEvery().toNanos();
          restartDatabase();
        }
        if (now >= backup && backups.wanted()) {
          backup = now + plan.backupEvery().toNanos();
          backups.make(headEnd);
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    } catch (IOException e) {
      failure = e.toString();
    } catch (InterruptedException e) {
      failure = "interrupted";
      Thread.currentThread().interrupt();
    }
  }

  private void startJob() throws IOException {
    int count = Math.min(MOST_CARDS, (plan.cards() - firstPlace) / JOB_SHARE);
    var serials = new StringBuilder();
    for (int place = firstPlace; place < firstPlace + count; place++) {
      serials.append(place == firstPlace ? "" : ",").append(CardBase.serial(place).value());
    }
    String work = "{\"extend\":{\"cards\":{\"serials\":[" + serials + "]},\"by\":\"P1D\"}}";
    try (HttpConnection http = headEnd.connect()) {
      int status = http.call("POST", "/api/v1/networks/main/jobs", work).status();
      // 503 while the database is restarted: the next one comes.
      if (status == 202) {
        jobs++;
      } else if (status != 503) {
        throw new IOException("a job was answered " + status);
      }
    }
  }

  private void restartDatabase() throws IOException, InterruptedException {
    database.kill();
    long end = System.nanoTime() + DOWN.toNanos();
    while (running && System.nanoTime() < end) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    database.start();
    restarts++;
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
