package io.caskade.store.jpa.leases;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.ops.LeaseRow;
import io.caskade.api.ops.LeaseStore;
import io.caskade.api.ops.NodeCard;
import io.caskade.store.jpa.work.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes and rights over one database. Keeps a connection of its own: a pool that is busy with bulk
 * jobs must not cost a node its streams. One call at a time.
 */
public class DatabaseLeases implements LeaseStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseLeases.class);

  private static final int PATIENCE_MILLIS = 4_000;

  private final Supplier<@Nullable DataSource> source;
  private final Supplier<CaskadeException> whyAbsent;
  private final KnownChanges known = new KnownChanges();
  private @Nullable DataSource connectedTo;
  private @Nullable Connection kept;

  /**
   * @param source null while the database is away
   * @param whyAbsent thrown when there is none
   */
  public DatabaseLeases(
      Supplier<@Nullable DataSource> source, Supplier<CaskadeException> whyAbsent) {
    this.source = source;
    this.whyAbsent = whyAbsent;
  }

  @Override
  public Instant serverTime() {
    return run(connection -> new NodeTable(connection).serverTime());
  }

  @Override
  public List<String> unknownChanges() {
    return run(known::unknown);
  }

  @Override
  public boolean announce(NodeCard card) {
    return run(connection -> new NodeTable(connection).announce(card));
  }

  @Override
  public void retire(String node, String process) {
    run(
        connection -> {
          new NodeTable(connection).retire(node, process);
          return true;
        });
  }

  @Override
  public List<NodeCard> nodes() {
    return run(connection -> new NodeTable(connection).all());
  }

  @Override
  public List<LeaseRow> leases() {
    return run(connection -> new LeaseTable(connection).all());
  }

  @Override
  public LeaseRow take(String name, String node, String process, long above) {
    return run(
        connection -> {
          var table = new LeaseTable(connection);
          table.take(name, LeaseTable.holder(node, process), node, above);
          return Objects.requireNonNull(table.find(name));
        });
  }

  @Override
  public void release(String name, String node, String process) {
    run(
        connection -> {
          new LeaseTable(connection).release(name, LeaseTable.holder(node, process));
          return true;
        });
  }

  @Override
  public boolean promise(String name, String heir) {
    return run(connection -> new LeaseTable(connection).promise(name, heir));
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private synchronized <T> T run(Work<T> work) {
    DataSource present = source.get();
    if (present == null || present != connectedTo) {
      drop();
    }
    if (present == null) {
      throw whyAbsent.get();
    }
    try {
      return once(present, work);
    } catch (SQLException first) {
      drop();
      if (SqlFailure.of(first) == SqlFailure.OTHER) {
        throw refusal(first);
      }
      LOG.debug("The leases are asked again with another connection", first);
    }
    try {
      // The kept connection may have died long ago, or another node made the same row.
      return once(present, work);
    } catch (SQLException again) {
      drop();
      throw refusal(again);
    }
  }

  private <T> T once(DataSource present, Work<T> work) throws SQLException {
    Connection connection = kept;
    if (connection == null) {
      connection = present.getConnection();
      kept = connection;
      connectedTo = present;
      connection.setAutoCommit(false);
      // A frozen server must not hold up what the other rights need to know; H2 has no such thing.
      connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
    }
    T result = work.on(connection);
    connection.commit();
    return result;
  }

  private static CaskadeException refusal(SQLException failure) {
    return new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, SqlFailure.reason(failure));
  }

  /** The pool rolls back what was not committed. */
  private void drop() {
    Connection connection = kept;
    kept = null;
    connectedTo = null;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("A broken connection was not closed cleanly", e);
      }
    }
  }

  @Override
  public synchronized void close() {
    drop();
  }
}
