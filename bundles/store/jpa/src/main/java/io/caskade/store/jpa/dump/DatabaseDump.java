package io.caskade.store.jpa.dump;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.dump.DumpSummary;
import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.api.rights.dump.StoreDump;
import io.caskade.store.jpa.gate.Changelog;
import io.caskade.store.jpa.rows.MalformedRowException;
import io.caskade.store.jpa.rows.Table;
import io.caskade.store.jpa.rows.TableReader;
import io.caskade.store.jpa.rows.Tables;
import io.caskade.store.jpa.work.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** {@link StoreDump} of the database behind a DataSource, on a connection of its own. */
public class DatabaseDump implements StoreDump {
  /** These belong to running nodes, not to the data. */
  private static final Set<String> OF_NODES =
      Set.of("lease", "node", "replica", "replica_unsealed");

  private final Transfer transfer;

  /**
   * @param source null while the database is away
   * @param whyAbsent thrown when there is none
   */
  public DatabaseDump(Supplier<@Nullable DataSource> source, Supplier<CaskadeException> whyAbsent) {
    this.transfer = new Transfer(source, whyAbsent);
  }

  static boolean isOfNodes(Table table) {
    return OF_NODES.contains(table.name());
  }

  @Override
  public SchemaLevel schema() {
    return transfer.run(Changelog::of);
  }

  @Override
  public DumpSummary write(OutputStream target, LongConsumer progress) throws IOException {
    return transfer.run(connection -> write(connection, target, progress));
  }

  private static DumpSummary write(
      Connection connection, OutputStream target, LongConsumer progress)
      throws SQLException, IOException {
    List<Table> tables = Tables.of(connection);
    SchemaLevel schema = Changelog.of(connection);
    connection.rollback();
    int isolation = connection.getTransactionIsolation();
    try {
      var reader = new TableReader(connection);
      var writer = new DumpWriter(target, progress);
      writer.begin(schema);
      for (Table table : tables) {
        if (!isOfNodes(table)) {
          reader.read(table, writer.table(table));
          writer.endTable(table);
        }
      }
      long head = head(connection);
      Map<String, Long> rows = writer.end();
      return new DumpSummary(schema, rows, head);
    } finally {
      connection.rollback();
      connection.setTransactionIsolation(isolation);
    }
  }

  private static long head(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select max(seq) from journal_seal");
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public DumpSummary read(InputStream input, LongConsumer progress) throws IOException {
    return transfer.run(
        connection -> {
          var database = new EmptyDatabase(connection);
          boolean whole = false;
          try {
            DumpSummary summary = new DumpReader(input, progress).read(database);
            database.finish();
            whole = true;
            return summary;
          } catch (MalformedRowException e) {
            throw new CaskadeException(e, ErrorCode.DUMP_INVALID, String.valueOf(e.getMessage()));
          } finally {
            if (!whole) {
              database.giveUp();
            }
          }
        });
  }
}
