package io.caskade.store.jpa.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real pool over a real file that H2 closes, as it does when nothing more fits on the disk. */
class ClosedDatabaseTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final AtomicInteger asked = new AtomicInteger();
  private final ClosedDatabase closed =
      new ClosedDatabase(
          ManagementFactory.getPlatformMBeanServer(), asked::incrementAndGet, nanos::get);
  @TempDir Path folder;
  private HikariDataSource pool;

  @BeforeEach
  void aPoolWithTwoConnections() throws SQLException {
    var settings = new HikariConfig();
    settings.setJdbcUrl("jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0");
    settings.setUsername("sa");
    settings.setMaximumPoolSize(2);
    settings.setRegisterMbeans(true);
    pool = new HikariDataSource(settings);
    try (Connection first = pool.getConnection();
        Connection second = pool.getConnection()) {
      execute(first, "create table sale (id int)");
      execute(second, "insert into sale values (0)");
    }
    shutDown();
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void aDeadConnectionGoesRoundUntilThePoolIsToldToLetGo() throws SQLException {
    SQLException failure = sell();
    assertThat(failure.getErrorCode()).isIn(90098, 90121);
    assertThatThrownBy(this::sellOrThrow).as("used too often to be asked").isNotNull();

    closed.failed(new IllegalStateException(failure));

    sellOrThrow();
    sellOrThrow();
    assertThat(asked).as("who holds one for long gives it back").hasValue(1);
  }

  @Test
  void thePoolIsToldAtMostOnceASecond() throws SQLException {
    SQLException failure = sell();
    closed.failed(failure);
    sellOrThrow();
    shutDown();
    nanos.addAndGet(Duration.ofMillis(900).toNanos());
    closed.failed(failure);
    assertThatThrownBy(this::sellOrThrow).isInstanceOf(SQLException.class);
    nanos.addAndGet(Duration.ofMillis(200).toNanos());
    closed.failed(failure);
    sellOrThrow();
  }

  @Test
  void otherFailuresLeaveThePoolAlone() {
    closed.failed(new SQLException("deadlock", "40001", 40001));
    assertThatThrownBy(this::sellOrThrow).isInstanceOf(SQLException.class);
    assertThat(asked).hasValue(0);
  }

  @Test
  void aFileThatIsInUseMakesHoldersLetGoAsWell() {
    closed.failed(new SQLException("Database may be already in use", "90020", 90020));
    assertThat(asked).hasValue(1);
  }

  /** Giving the connection back fails, since the database is gone by then. */
  private void shutDown() {
    assertThatThrownBy(
            () -> {
              try (Connection connection = pool.getConnection()) {
                execute(connection, "shutdown immediately");
              }
            })
        .isInstanceOf(SQLException.class);
  }

  private SQLException sell() {
    try {
      sellOrThrow();
    } catch (SQLException e) {
      return e;
    }
    throw new AssertionError("the database was meant to be closed");
  }

  private void sellOrThrow() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      execute(connection, "insert into sale values (1)");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
