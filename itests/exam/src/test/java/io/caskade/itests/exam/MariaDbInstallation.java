package io.caskade.itests.exam;

import io.caskade.tools.mariadb.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A MariaDB server that stands ready to be started, made by the test process: the container does
 * not have the class that installs it.
 *
 * @param folder with the command that runs it
 * @param url for the driver
 */
record MariaDbInstallation(Path folder, String url) {
  static final String USER = "caskade";
  static final String PASSWORD = "caskade";

  static MariaDbInstallation make(Path folder) throws IOException {
    try (var server = new MariaDbServer(folder, MariaDbServer.FOR_TESTS)) {
      addUser(server.url());
      Files.write(MariaDbProcess.commandFile(folder), server.command());
      return new MariaDbInstallation(folder.toAbsolutePath(), server.url());
    } catch (SQLException e) {
      throw new IOException("MariaDB refuses what it is prepared with", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while MariaDB is installed", e);
    }
  }

  private static void addUser(String url) throws SQLException {
    String who = USER + "@'127.0.0.1'";
    try (Connection connection = DriverManager.getConnection(url, "root", "");
        Statement statement = connection.createStatement()) {
      statement.execute("create user " + who + " identified by '" + PASSWORD + "'");
      statement.execute("grant all on caskade.* to " + who);
    }
  }
}
