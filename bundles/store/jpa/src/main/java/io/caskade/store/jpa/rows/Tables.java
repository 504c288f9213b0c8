package io.caskade.store.jpa.rows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables of a database as it describes itself; a new changeset needs nothing here. */
public final class Tables {
  /** Liquibase's own. */
  private static final Set<String> OF_THE_SCHEMA =
      Set.of("databasechangelog", "databasechangeloglock");

  private Tables() {}

  /** Every table of the store, those that others refer to before these. */
  public static List<Table> of(Connection connection) throws SQLException {
    Map<String, List<Column>> columns = columns(connection, names(connection));
    Map<String, Set<String>> parents = parents(connection, columns.keySet());
    var ordered = new LinkedHashMap<String, Table>();
    while (ordered.size() < columns.size()) {
      int before = ordered.size();
      columns.forEach(
          (name, list) -> {
            if (!ordered.containsKey(name)
                && ordered.keySet().containsAll(parents.getOrDefault(name, Set.of()))) {
              ordered.put(name, new Table(name, list));
            }
          });
      if (ordered.size() == before) {
        throw new SQLException("the tables refer to each other in a ring");
      }
    }
    return List.copyOf(ordered.values());
  }

  /** Names of all tables in lower case, with the database's own spelling. */
  private static Map<String, String> names(Connection connection) throws SQLException {
    var names = new TreeMap<String, String>();
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(
                connection.getCatalog(),
                connection.getSchema(),
                "%",
                new String[] {"TABLE", "BASE TABLE"})) {
      while (tables.next()) {
        String name = tables.getString("TABLE_NAME");
        String lower = name.toLowerCase(Locale.ROOT);
        if (!OF_THE_SCHEMA.contains(lower)) {
          names.put(lower, name);
        }
      }
    }
    return names;
  }

  private static Map<String, List<Column>> columns(Connection connection, Map<String, String> names)
      throws SQLException {
    var columns = new TreeMap<String, List<Column>>();
    names.keySet().forEach(name -> columns.put(name, new ArrayList<>()));
    try (ResultSet rows =
        connection
            .getMetaData()
            .getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
      while (rows.next()) {
        String table = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        String column = rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
        List<Column> list = columns.get(table);
        if (list != null) {
          list.add(new Column(column, Kind.of(rows.getInt("DATA_TYPE"), table + "." + column)));
        }
      }
    }
    return columns;
  }

  private static Map<String, Set<String>> parents(Connection connection, Collection<String> tables)
      throws SQLException {
    Map<String, String> names = names(connection);
    var parents = new TreeMap<String, Set<String>>();
    for (String table : tables) {
      try (ResultSet keys =
          connection
              .getMetaData()
              .getImportedKeys(connection.getCatalog(), connection.getSchema(), names.get(table))) {
        while (keys.next()) {
          String parent = keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT);
          if (!parent.equals(table)) {
            parents.computeIfAbsent(table, name -> new TreeSet<>()).add(parent);
          }
        }
      }
    }
    return parents;
  }
}
