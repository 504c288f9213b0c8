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
 * Reads of the feed and of the journal, past JPA: on a connection of their own, in one transaction
 * that is rolled back, whatever was not committed by the reader itself.
 *
 * <p>Large tables are read in pages along their key, {@link #PAGE} rows at a time. That takes flat
 * memory on every database; H2's lazy queries, which would stream, lose pages under long reads
 * ("Chunk not found", h2database issue 4142).
 */
public final class Reading {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  /** Rows of a page. */
  public static final int PAGE = 2_000;

  private final Supplier<@Nullable DataSource> source;
  private final Supplier<CaskadeException> whyAbsent;

  /**
   * @param source null while the database is away
   * @param whyAbsent thrown when there is none
   */
  public Reading(Supplier<@Nullable DataSource> source, Supplier<CaskadeException> whyAbsent) {
    this.source = source;
    this.whyAbsent = whyAbsent;
  }

  /** Something that is read from a connection. */
  @FunctionalInterface
  public interface Query<T> {
    T read(Connection connection) throws SQLException;
  }

  /** Something that reads from a connection and gives what it read away itself. */
  @FunctionalInterface
  public interface Walk {
    void read(Connection connection) throws SQLException;
  }

  /**
   * As {@link #run}, for a walk without a result.
   *
   * @throws CaskadeException DATABASE_UNAVAILABLE
   */
  public void execute(Walk walk) {
    run(
        connection -> {
          walk.read(connection);
          return true;
        });
  }

  /**
   * @throws CaskadeException DATABASE_UNAVAILABLE, DATABASE_STARTING
   */
  public <T> T run(Query<T> query) {
    DataSource present = source.get();
    if (present == null) {
      throw whyAbsent.get();
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
}
