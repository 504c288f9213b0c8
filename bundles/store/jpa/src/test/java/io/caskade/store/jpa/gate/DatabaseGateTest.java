package io.caskade.store.jpa.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.caskade.lib.backoff.ExponentialBackoff;
import io.caskade.lib.backoff.Pauses;
import io.caskade.store.jpa.Rig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mariadb.jdbc.MariaDbDataSource;

@Timeout(60)
class DatabaseGateTest {
  private final DataSource first = new MariaDbDataSource();
  private final DataSource second = new MariaDbDataSource();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile boolean down;
  private final DatabaseGate gate = gate(this::update);

  DatabaseGateTest() throws SQLException {
    gate.start();
  }

  @AfterEach
  void stop() {
    gate.stop();
    assertThat(threads()).isZero();
  }

  @Test
  void publishesADatabaseThatAnswers() throws InterruptedException {
    gate.offer(first);
    assertThat(next()).isEqualTo("publish first");
  }

  @Test
  void waitsForADatabaseThatComesLate() throws InterruptedException {
    down = true;
    gate.offer(first);
    awaitAttempts(3);
    assertThat(events).isEmpty();
    assertThat(gate.reason()).isEqualTo("Connection refused");
    down = false;
    assertThat(next()).isEqualTo("publish first");
  }

  @Test
  void startsUntilTheFirstAttemptFails() throws InterruptedException {
    var entered = new Semaphore(0);
    var proceed = new Semaphore(0);
    var slow =
        gate(
            source -> {
              entered.release();
              proceed.acquireUninterruptibly();
              throw new SQLTransientConnectionException("Connection refused");
            });
    slow.start();
    assertThat(slow.starting()).as("nothing is configured").isFalse();
    slow.offer(first);
    entered.acquire();
    assertThat(slow.starting()).isTrue();
    assertThat(slow.reason()).isEqualTo("it is connected to and its schema is checked");
    proceed.release();
    entered.acquire();
    assertThat(slow.starting()).isFalse();
    assertThat(slow.reason()).isEqualTo("Connection refused");
    proceed.release();
    slow.stop();
  }

  @Test
  void takesBackADatabaseThatGoesBeforeItIsClosed() throws InterruptedException {
    gate.offer(first);
    assertThat(next()).isEqualTo("publish first");
    gate.withdraw(first);
    assertThat(next()).isEqualTo("retract first");
    gate.offer(first);
    assertThat(next()).isEqualTo("publish first");
  }

  @Test
  void replacesADatabaseInEitherOrder() throws InterruptedException {
    gate.offer(first);
    assertThat(next()).isEqualTo("publish first");
    gate.offer(second);
    gate.withdraw(first);
    assertThat(next()).isEqualTo("retract first");
    assertThat(next()).isEqualTo("publish second");
    gate.withdraw(second);
    gate.offer(first);
    assertThat(next()).isEqualTo("retract second");
    assertThat(next()).isEqualTo("publish first");
  }

  @Test
  void forgetsADatabaseThatNeverAnswered() throws InterruptedException {
    down = true;
    gate.offer(first);
    awaitAttempts(2);
    gate.withdraw(first);
    gate.offer(second);
    assertThat(next()).isEqualTo("publish second");
  }

  @Test
  void takesBackADatabaseThatGoesWhileItIsPublished() throws InterruptedException {
    var entered = new Semaphore(0);
    var proceed = new Semaphore(0);
    var slow =
        new DatabaseGate(
            source -> {},
            source -> {
              entered.release();
              proceed.acquireUninterruptibly();
              events.add("publish");
              return () -> events.add("retract");
            },
            pauses());
    slow.start();
    slow.offer(first);
    entered.acquire();
    slow.withdraw(first);
    proceed.release();
    assertThat(next()).isEqualTo("publish");
    assertThat(next()).isEqualTo("retract");
    slow.stop();
  }

  @Test
  void survivesASchemaThatFailsUnexpectedly() throws InterruptedException {
    var failures = new AtomicInteger();
    DatabaseGate odd =
        gate(
            source -> {
              if (failures.incrementAndGet() < 3) {
                throw new IllegalStateException("a changeset does not parse");
              }
            });
    odd.start();
    odd.offer(first);
    assertThat(next()).isEqualTo("publish first");
    odd.stop();
  }

  @Test
  void migratesAnEmptyDatabaseAndAgainWithoutHarm() throws Exception {
    try (HikariDataSource pool = Rig.pool("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "")) {
      Migrated.bring(pool);
      execute(pool, "update network set profile = 'caskade1'");
      Migrated.bring(pool);
      assertThat(one(pool, "select profile || zone from network"))
          .isEqualTo("caskade1Asia/Dushanbe");
      assertThat(one(pool, "select count(*) from product where network_id = 'main'"))
          .isEqualTo("32");
      execute(pool, "delete from product");
      execute(pool, "update network set network_id = 'north'");
      Migrated.bring(pool);
      assertThat(one(pool, "select count(*) from network"))
          .as("no first network beside others")
          .isEqualTo("1");
      assertThat(one(pool, "select count(*) from product")).isEqualTo("0");
    }
  }

  @Test
  void releasesALockThatAKilledMigrationLeft() throws Exception {
    try (HikariDataSource pool = Rig.pool("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "")) {
      Migrated.bring(pool);
      execute(pool, "delete from databasechangelog where id = '1-lease'");
      execute(pool, "drop table lease");
      execute(
          pool,
          "update databasechangeloglock set locked = true, lockedby = 'x',"
              + " lockgranted = timestamp '2026-01-01 00:00:00'");
      Migrated.bring(pool);
      assertThat(one(pool, "select name from lease")).isEqualTo("sealer");
      assertThat(one(pool, "select locked from databasechangeloglock")).isEqualTo("FALSE");
    }
  }

  private DatabaseGate gate(Schema schema) {
    return new DatabaseGate(
        schema,
        source -> {
          events.add("publish " + name(source));
          return () -> events.add("retract " + name(source));
        },
        pauses());
  }

  private static Pauses pauses() {
    return new Pauses(
        new ExponentialBackoff(Duration.ofMillis(1), Duration.ofMillis(2), 0.25), new Random(1));
  }

  private void update(DataSource source) throws SQLException {
    synchronized (attempts) {
      attempts.incrementAndGet();
      attempts.notifyAll();
    }
    if (down && source == first) {
      throw new SQLTransientConnectionException("Connection refused", "08000");
    }
  }

  private void awaitAttempts(int count) throws InterruptedException {
    synchronized (attempts) {
      while (attempts.get() < count) {
        attempts.wait();
      }
    }
  }

  private String next() throws InterruptedException {
    return Objects.requireNonNull(events.poll(30, TimeUnit.SECONDS), "no event");
  }

  private String name(DataSource source) {
    return source == first ? "first" : "second";
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(DatabaseGate.THREAD))
        .count();
  }

  private static void execute(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String one(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
