package io.caskade.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.caskade.api.base.CaskadeException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** H2 and a pool over a disk that fills up while others sell and read. */
@Timeout(60)
class FullDiskTest {
  private static final int SELLERS = 4;
  private static final int SALES = 50;

  private final FilePath small = new SmallDisk();

  /** A permit for each time that a write found no room. */
  private final Semaphore waited = new Semaphore(0);

  private final Room room =
      new Room(
          file -> Room.LEAST,
          () -> {
            waited.release();
            Thread.sleep(5);
          });
  private final FilePath patient = PatientPath.root(room);
  @TempDir Path folder;

  @BeforeEach
  void register() {
    FilePath.register(small);
    FilePath.register(patient);
  }

  @AfterEach
  void unregister() {
    FilePath.unregister(patient);
    FilePath.unregister(small);
  }

  @Test
  void whatIsSoldWaitsForRoomAndNothingIsLost() throws Exception {
    try (HikariDataSource pool = pool("patient:small:")) {
      execute(pool, "create table sale (id int auto_increment primary key, card int)");
      var half = new CountDownLatch(SELLERS);
      var sellers = Executors.newFixedThreadPool(SELLERS);
      List<Future<Integer>> sold = new ArrayList<>();
      for (int seller = 0; seller < SELLERS; seller++) {
        sold.add(sellers.submit(() -> sell(pool, half)));
      }
      half.await();
      SmallDisk.fill(folder);
      waited.acquire(20);

      assertThatThrownBy(room::demand).isInstanceOf(CaskadeException.class);
      assertThat(count(pool)).as("others read meanwhile").isPositive();

      SmallDisk.free(folder);
      int all = 0;
      for (Future<Integer> each : sold) {
        all += each.get(30, TimeUnit.SECONDS);
      }
      sellers.shutdown();
      room.demand();
      assertThat(count(pool)).isEqualTo(all).isEqualTo(SELLERS * SALES);
    }
    try (HikariDataSource pool = pool("patient:small:")) {
      assertThat(count(pool)).as("after it was closed").isEqualTo(SELLERS * SALES);
    }
  }

  @Test
  void h2AloneClosesTheDatabaseUnderItsConnections() throws Exception {
    try (HikariDataSource pool = pool("small:");
        Connection held = pool.getConnection()) {
      execute(pool, "create table sale (id int auto_increment primary key, card int)");
      SmallDisk.fill(folder);
      assertThatThrownBy(() -> execute(pool, "insert into sale (card) values (1)"))
          .isInstanceOf(SQLException.class);
      SmallDisk.free(folder);
      assertThatThrownBy(() -> count(held)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void aPathIsThatOfItsBase() {
    FilePath file = FilePath.get("patient:" + folder + "/db.mv.db");
    assertThat(file.isAbsolute()).isTrue();
    assertThat(file.createFile()).isTrue();
    assertThat(file.exists()).isTrue();
    assertThat(file.toRealPath().toString()).startsWith("patient:/").endsWith("/db.mv.db");
    assertThat(file.getParent().newDirectoryStream()).hasToString("[" + file + "]");
    file.moveTo(FilePath.get("patient:" + folder + "/other"), true);
    assertThat(folder.resolve("other")).exists();
    FilePath.get("patient:" + folder + "/other").delete();
    assertThat(folder).isEmptyDirectory();
  }

  /** Sells on connections of its own; tells when half of it is done. */
  private static int sell(HikariDataSource pool, CountDownLatch half) throws SQLException {
    for (int card = 1; card <= SALES; card++) {
      execute(pool, "insert into sale (card) values (" + card + ")");
      if (card == SALES / 2) {
        half.countDown();
      }
    }
    return SALES;
  }

  private HikariDataSource pool(String files) {
    var settings = new HikariConfig();
    settings.setJdbcUrl("jdbc:h2:" + files + folder.resolve("db") + ";WRITE_DELAY=0");
    settings.setUsername("sa");
    settings.setMaximumPoolSize(SELLERS + 2);
    settings.setConnectionTimeout(Duration.ofSeconds(3).toMillis());
    return new HikariDataSource(settings);
  }

  private static void execute(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return count(connection);
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from sale")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
