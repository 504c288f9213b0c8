package io.caskade.store.jpa.gate;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.dump.SchemaLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The changesets that this build knows, and those that a database went through. Some exist once for
 * each kind of database, with its name at the end; here they are one.
 */
public final class Changelog {
  static final String FILE = "io/caskade/store/jpa/changelog.sql";

  private static final Pattern ID = Pattern.compile("(?m)^--changeset [^:\\s]+:(\\S+)");
  private static final Pattern KIND_OF_DATABASE = Pattern.compile("-(h2|mariadb)$");

  private Changelog() {}

  /** What a database of this build went through. */
  public static SchemaLevel known() {
    ClassLoader loader = Changelog.class.getClassLoader();
    try (InputStream file = loader.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is not in the bundle");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return level(ID.matcher(text).results().map(found -> found.group(1)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What this database went through; nothing when it is new. */
  public static SchemaLevel of(Connection connection) throws SQLException {
    if (!hasTable(connection, "databasechangelog")) {
      return new SchemaLevel(List.of());
    }
    var ids = new ArrayList<String>();
    try (PreparedStatement select =
            connection.prepareStatement("select id from DATABASECHANGELOG order by orderexecuted");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return level(ids);
  }

  /**
   * Lets only a database pass that this build knows as a whole. Changes nothing.
   *
   * @throws CaskadeException DATABASE_NEWER, DATABASE_HALF_RESTORED
   */
  static void requireFit(Connection connection) throws SQLException {
    SchemaLevel known = known();
    for (String id : of(connection).changesets()) {
      if (!known.changesets().contains(id)) {
        throw new CaskadeException(ErrorCode.DATABASE_NEWER, id);
      }
    }
    if (hasTable(connection, "lease") && RestoreMark.isSet(connection)) {
      throw new CaskadeException(ErrorCode.DATABASE_HALF_RESTORED);
    }
  }

  static String portable(String id) {
    return KIND_OF_DATABASE.matcher(id).replaceFirst("");
  }

  private static SchemaLevel level(List<String> ids) {
    return new SchemaLevel(
        List.copyOf(new LinkedHashSet<>(ids.stream().map(Changelog::portable).toList())));
  }

  static boolean hasTable(Connection connection, String name) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(
                connection.getCatalog(),
                connection.getSchema(),
                "%",
                new String[] {"TABLE", "BASE TABLE"})) {
      while (tables.next()) {
        if (tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT).equals(name)) {
          return true;
        }
      }
      return false;
    }
  }
}
