package io.caskade.store.jpa.work;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads of the feed, past JPA: on a connection of their own, in one read-only transaction, large
 * results streamed in flat memory (scale-and-store chapter 1.4).
 */
public final class Reading {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
  private static final int FETCH = 1_000;

  private final Supplier<@Nullable DataSource> source;
  private final Supplier<String> whyAbsent;

  /**
   * @param source null while the database is away
   * @param whyAbsent said when there is none
   */
  public Reading(Supplier<@Nullable DataSource> source, Supplier<String> whyAbsent) {
    this.source = source;
    this.whyAbsent = whyAbsent;
  }

  /** Something that is read from a connection. */
  @FunctionalInterface
  public interface Query<T> {
    T read(Connection connection) throws SQLException;
  }

  /** Something that is made of a stream of rows. */
  @FunctionalInterface
  public interface Rows<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /**
   * @throws CaskadeException DATABASE_UNAVAILABLE
   */
  public <T> T run(Query<T> query) {
    DataSource present = source.get();
    if (present == null) {
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, whyAbsent.get());
    }
    try (Connection connection = present.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return query.read(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      LOG.debug("The feed cannot be read", e);
      throw new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, SqlFailure.reason(e));
    }
  }

  /** Runs a query whose rows are fetched some at a time; the connection is busy meanwhile. */
  public <T> T stream(Connection connection, String sql, Rows<T> reader) throws SQLException {
    boolean h2 = isH2(connection);
    if (h2) {
      // Otherwise H2 builds the whole result before the first row.
      set(connection, "set lazy_query_execution 1");
    }
    try (PreparedStatement select =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      select.setFetchSize(FETCH);
      try (ResultSet rows = select.executeQuery()) {
        return reader.read(rows);
      }
    } finally {
      if (h2) {
        set(connection, "set lazy_query_execution 0");
      }
    }
  }

  private static boolean isH2(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return product.toLowerCase(Locale.ROOT).equals("h2");
  }

  private static void set(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
