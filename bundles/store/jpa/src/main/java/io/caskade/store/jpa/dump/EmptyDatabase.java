package io.caskade.store.jpa.dump;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.store.jpa.gate.Changelog;
import io.caskade.store.jpa.gate.RestoreMark;
import io.caskade.store.jpa.rows.MalformedRowException;
import io.caskade.store.jpa.rows.RowSink;
import io.caskade.store.jpa.rows.Table;
import io.caskade.store.jpa.rows.TableFill;
import io.caskade.store.jpa.rows.TableReader;
import io.caskade.store.jpa.rows.Tables;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database that is filled from a dump, in many transactions under one mark. Used once. */
final class EmptyDatabase implements DumpSink {
  private static final Logger LOG = LoggerFactory.getLogger(EmptyDatabase.class);

  /** What a fresh database has already. */
  private static final Set<String> SEEDED = Set.of("network", "product");

  private final Connection connection;
  private final List<Table> tables;
  private final Set<String> filled = new HashSet<>();
  private final List<Runnable> afterFailure = new ArrayList<>();
  private @Nullable TableFill present;
  private boolean marked;

  /**
   * @param connection without auto-commit
   */
  EmptyDatabase(Connection connection) throws SQLException {
    this.connection = connection;
    this.tables = Tables.of(connection);
  }

  @Override
  public void begin(SchemaLevel schema) throws SQLException {
    SchemaLevel own = Changelog.of(connection);
    if (!own.equals(schema)) {
      throw new CaskadeException(
          ErrorCode.DUMP_SCHEMA_OTHER,
          schema.newest(),
          own.newest().isEmpty() ? "-" : own.newest());
    }
    requireEmpty();
    for (Table table : tables) {
      if (SEEDED.contains(table.name())) {
        keep(table);
      }
    }
    RestoreMark.set(connection);
    for (int i = tables.size() - 1; i >= 0; i--) {
      if (SEEDED.contains(tables.get(i).name())) {
        delete(tables.get(i).name());
      }
    }
    connection.commit();
    marked = true;
  }

  private void requireEmpty() throws SQLException {
    for (Table table : tables) {
      if (!SEEDED.contains(table.name()) && !DatabaseDump.isOfNodes(table)) {
        long rows = count(table);
        if (rows > 0) {
          throw new CaskadeException(ErrorCode.DUMP_STORE_NOT_EMPTY, table.name(), rows);
        }
      }
    }
  }

  private long count(Table table) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("select count(*) from " + table.name())) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** What a fresh database has comes back when the dump turns out to be none. */
  private void keep(Table table) throws SQLException {
    List<@Nullable Object[]> rows = TableReader.all(connection, table);
    afterFailure.add(
        () -> {
          try (var fill = new TableFill(connection, table)) {
            for (@Nullable Object[] row : rows) {
              fill.take(row);
            }
            fill.finish();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Override
  public RowSink table(Table described) throws SQLException {
    Table own = table(described.name());
    if (own == null
        || DatabaseDump.isOfNodes(described)
        || !new HashSet<>(own.columns()).equals(new HashSet<>(described.columns()))
        || own.columns().size() != described.columns().size()) {
      throw new CaskadeException(
          ErrorCode.DUMP_INVALID, "its table " + described.name() + " is not as in the database");
    }
    filled.add(described.name());
    var fill = new TableFill(connection, described);
    present = fill;
    return fill;
  }

  private @Nullable Table table(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElse(null);
  }

  @Override
  public void endTable() throws SQLException {
    TableFill fill = present;
    if (fill != null) {
      fill.finish();
      closeFill();
    }
  }

  private void closeFill() throws SQLException {
    TableFill fill = present;
    present = null;
    if (fill != null) {
      fill.close();
    }
  }

  /** The last transaction: from now on the database may be served. */
  void finish() throws SQLException, IOException {
    for (Table table : tables) {
      if (!filled.contains(table.name()) && !DatabaseDump.isOfNodes(table)) {
        throw new MalformedRowException("table " + table.name() + " is missing");
      }
    }
    RestoreMark.remove(connection);
    connection.commit();
  }

  /** Takes back what was read; the mark stays when that cannot be done. */
  void giveUp() {
    try {
      closeFill();
      connection.rollback();
      if (!marked) {
        return;
      }
      for (int i = tables.size() - 1; i >= 0; i--) {
        if (!DatabaseDump.isOfNodes(tables.get(i))) {
          delete(tables.get(i).name());
          connection.commit();
        }
      }
      afterFailure.forEach(Runnable::run);
      RestoreMark.remove(connection);
      connection.commit();
    } catch (SQLException | IllegalStateException e) {
      LOG.error("What was read from the backup could not be removed; the database is unusable", e);
    }
  }

  private void delete(String table) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("delete from " + table)) {
      delete.executeUpdate();
    }
  }
}
