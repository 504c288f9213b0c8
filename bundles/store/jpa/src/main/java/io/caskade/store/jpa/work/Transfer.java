package io.caskade.store.jpa.work;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work with rows past JPA, on a connection of its own: between the database and a stream, or a
 * {@link Reading}. What the work does not commit is rolled back. Safe for any thread.
 */
public final class Transfer {
  private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

  private final Supplier<@Nullable DataSource> source;
  private final Supplier<CaskadeException> whyAbsent;

  /**
   * @param source null while the database is away
   * @param whyAbsent thrown when there is none
   */
  public Transfer(Supplier<@Nullable DataSource> source, Supplier<CaskadeException> whyAbsent) {
    this.source = source;
    this.whyAbsent = whyAbsent;
  }

  /**
   * Something that is done with a connection without auto-commit.
   *
   * @param <X> what a stream on the other side throws
   */
  @FunctionalInterface
  public interface Work<T, X extends Exception> {
    T run(Connection connection) throws SQLException, X;
  }

  /**
   * @throws CaskadeException DATABASE_UNAVAILABLE, DATABASE_STARTING, STORAGE_FULL, or that of the
   *     work
   * @throws X of the stream
   */
  public <T, X extends Exception> T run(Work<T, X> work) throws X {
    DataSource present = source.get();
    if (present == null) {
      throw whyAbsent.get();
    }
    try (Connection connection = present.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return work.run(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      LOG.debug("The database failed under its reader or writer", e);
      ErrorCode code =
          SqlFailure.of(e) == SqlFailure.STORAGE_FULL
              ? ErrorCode.STORAGE_FULL
              : ErrorCode.DATABASE_UNAVAILABLE;
      throw new CaskadeException(e, code, SqlFailure.reason(e));
    }
  }
}
