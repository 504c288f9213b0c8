package io.caskade.store.jpa.rows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Fills every table with rows that fit its columns; keys are unique by their number. */
public final class RandomRows {
  private static final Set<String> OF_NODES =
      Set.of("lease", "node", "replica", "replica_unsealed");

  private static final String LETTERS = "ab Ц|\u0000\n'\\\uD83D\uDE00";

  private RandomRows() {}

  public static void fill(Connection connection, Random random, int rows) throws SQLException {
    connection.setAutoCommit(false);
    Set<String> nullable = nullable(connection);
    for (Table table : Tables.of(connection)) {
      if (!OF_NODES.contains(table.name()) && !table.name().equals("network")) {
        try (var fill = new TableFill(connection, table)) {
          for (int i = 0; i < rows; i++) {
            Object[] row = new Object[table.columns().size()];
            for (int c = 0; c < row.length; c++) {
              row[c] = value(table.columns().get(c), table, nullable, random, i);
            }
            fill.take(row);
          }
          fill.finish();
        }
      }
    }
  }

  private static Object value(
      Column column, Table table, Set<String> nullable, Random random, int number) {
    if (nullable.contains(table.name() + "." + column.name()) && random.nextInt(3) == 0) {
      return null;
    }
    return switch (column.name()) {
      case "network_id" -> "main";
      case "tx", "serial", "seq" -> 1_000_000L + number;
      case "urgency" -> column.kind() == Kind.NUMBER ? (Object) (long) random.nextInt() : "BULK";
      case "field" -> "text";
      case "id", "change_id" -> key(column, number);
      case "hash" -> bytes(random, 32);
      default ->
          switch (column.kind()) {
            case NUMBER -> (long) random.nextInt();
            case TEXT -> text(random);
            case BYTES -> bytes(random, random.nextInt(33));
          };
    };
  }

  private static Object key(Column column, int number) {
    return switch (column.kind()) {
      case NUMBER -> (long) number;
      case TEXT -> "k" + number;
      case BYTES -> {
        byte[] key = new byte[16];
        key[0] = (byte) (number >> 8);
        key[9] = (byte) number;
        yield key;
      }
    };
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(4), 0, LETTERS.codePointCount(0, LETTERS.length()))
        .map(i -> LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, i)))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Set<String> nullable(Connection connection) throws SQLException {
    var names = new HashSet<String>();
    try (ResultSet rows =
        connection
            .getMetaData()
            .getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
      while (rows.next()) {
        if (rows.getString("IS_NULLABLE").equals("YES")) {
          names.add(
              (rows.getString("TABLE_NAME") + "." + rows.getString("COLUMN_NAME"))
                  .toLowerCase(Locale.ROOT));
        }
      }
    }
    return names;
  }

  /** Every row of every table as text, in an order of its own. */
  public static List<String> all(Connection connection) throws SQLException {
    var found = new ArrayList<String>();
    for (Table table : Tables.of(connection)) {
      if (!OF_NODES.contains(table.name())) {
        for (Object[] row : TableReader.all(connection, table)) {
          var text = new ArrayList<String>();
          for (int i = 0; i < row.length; i++) {
            Object value = row[i];
            text.add(
                table.columns().get(i).name()
                    + "="
                    + (value instanceof byte[] bytes
                        ? HexFormat.of().formatHex(bytes)
                        : String.valueOf(value)));
          }
          text.sort(null);
          found.add(table.name() + text);
        }
      }
    }
    found.sort(null);
    return found;
  }
}
