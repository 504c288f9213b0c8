package io.caskade.tools.backup;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.store.jpa.dump.DatabaseDump;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** The database that a home's {@code etc/org.ops4j.datasource-caskade.cfg} names. */
final class HomeDatabase {
  static final String FILE = "org.ops4j.datasource-caskade.cfg";
  private static final String IN_FILE = "FILE(";

  private final String url;
  private final DataSource source;

  private HomeDatabase(String url, DataSource source) {
    this.url = url;
    this.source = source;
  }

  /**
   * @param home for {@code ${karaf.data}} and the like in the URL
   * @throws CaskadeException BACKUP_NOT_POSSIBLE
   */
  static HomeDatabase of(Path home, Path file) throws IOException {
    return of(home, file, "");
  }

  /** As {@link #of}, but H2 is refused where it has no file yet instead of making one. */
  static HomeDatabase existing(Path home, Path file) throws IOException {
    return of(home, file, ";IFEXISTS=TRUE");
  }

  private static HomeDatabase of(Path home, Path file, String h2Options) throws IOException {
    var settings = new Properties();
    settings.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
    String url =
        settings
            .getProperty("url", "")
            .strip()
            .replace("${karaf.data}", home.resolve("data").toString())
            .replace("${karaf.base}", home.toString())
            .replace("${karaf.home}", home.toString())
            .replace("${karaf.etc}", home.resolve("etc").toString())
            // Where the head-end waits for room, this program tells that there is none.
            .replace("jdbc:h2:patient:", "jdbc:h2:file:");
    String user = settings.getProperty("user", "").strip();
    String password = password(home, settings);
    try {
      return new HomeDatabase(
          url, source(url.startsWith("jdbc:h2:") ? url + h2Options : url, user, password));
    } catch (SQLException e) {
      throw new CaskadeException(
          e, ErrorCode.BACKUP_NOT_POSSIBLE, "the database of " + file + " cannot be used");
    }
  }

  /** As Pax JDBC reads it: hidden from services by a full stop, and in a file of its own. */
  private static String password(Path home, Properties settings) throws IOException {
    String given = settings.getProperty(".password", settings.getProperty("password", "")).strip();
    if (!given.startsWith(IN_FILE) || !given.endsWith(")")) {
      return given;
    }
    String file =
        given
            .substring(IN_FILE.length(), given.length() - 1)
            .replace("${karaf.base}", home.toString())
            .replace("${karaf.home}", home.toString())
            .replace("${karaf.etc}", home.resolve("etc").toString());
    return Files.readString(Path.of(file), StandardCharsets.UTF_8);
  }

  private static DataSource source(String url, String user, String password) throws SQLException {
    if (url.startsWith("jdbc:h2:")) {
      var h2 = new JdbcDataSource();
      h2.setURL(url);
      h2.setUser(user);
      h2.setPassword(password);
      return h2;
    }
    if (url.startsWith("jdbc:mariadb:")) {
      var mariaDb = new MariaDbDataSource(url);
      mariaDb.setUser(user);
      mariaDb.setPassword(password);
      return mariaDb;
    }
    throw new CaskadeException(
        ErrorCode.BACKUP_NOT_POSSIBLE, "its database is neither H2 nor MariaDB");
  }

  boolean isH2() {
    return url.startsWith("jdbc:h2:");
  }

  DataSource source() {
    return source;
  }

  DatabaseDump dump() {
    return new DatabaseDump(
        () -> source, () -> new CaskadeException(ErrorCode.DATABASE_STARTING, "-"));
  }

  /** Names and CA_system_ids of the operator networks. */
  List<String> networks() throws SQLException {
    var networks = new ArrayList<String>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select network_id, ca_system_id from network order by network_id")) {
      while (rows.next()) {
        networks.add(rows.getString(1) + String.format(Locale.ROOT, " 0x%04X", rows.getInt(2)));
      }
    }
    return networks;
  }
}
