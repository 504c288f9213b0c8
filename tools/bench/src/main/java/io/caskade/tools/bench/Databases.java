package io.caskade.tools.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.caskade.store.jpa.gate.Migration;
import io.caskade.tools.mariadb.MariaDbServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The databases that measurements run on. */
public final class Databases {
  /** Held here, or its level would be forgotten. */
  private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

  private Databases() {}

  /**
   * A MariaDB server with its own settings, but for half a gigabyte of buffers: each COMMIT is
   * flushed to the disk.
   */
  public static MariaDbServer mariaDb(Path folder) throws IOException {
    try {
      return new MariaDbServer(
          folder.resolve("mariadb"),
          List.of("--innodb-buffer-pool-size=512M", "--innodb-flush-log-at-trx-commit=1"));
    } catch (SQLException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A connection past the pool; the caller closes it. */
  public static Connection connect(MariaDbServer server) throws SQLException {
    return DriverManager.getConnection(server.url(), "root", "");
  }

  /** The pool of a head-end. */
  public static HikariDataSource pool(String url, String user) {
    var settings = new HikariConfig();
    settings.setJdbcUrl(url);
    settings.setUsername(user);
    settings.setPassword("");
    settings.setMaximumPoolSize(8);
    settings.setMinimumIdle(1);
    return new HikariDataSource(settings);
  }

  /** Makes the tables of the store. */
  public static void migrate(HikariDataSource pool) throws SQLException {
    LIQUIBASE.setLevel(Level.WARNING);
    new Migration(ZoneOffset.UTC, InstantSource.system()).update(pool);
  }

  /** Of the last minute: how much else the machine did. */
  public static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
