package io.caskade.store.jpa.work;

import io.caskade.api.base.CaskadeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads of the feed and of the journal, past JPA: on a connection of their own, in one transaction
 * that is rolled back, whatever was not committed by the reader itself.
 *
 * <p>Large tables are read in pages along their key, {@link #PAGE} rows at a time. That takes flat
 * memory on every database; H2's lazy queries, which would stream, lose pages under long reads
 * ("Chunk not found", h2database issue 4142).
 */
public final class Reading {
  /** Rows of a page. */
  public static final int PAGE = 2_000;

  private final Transfer transfer;

  /**
   * @param source null while the database is away
   * @param whyAbsent thrown when there is none
   */
  public Reading(Supplier<@Nullable DataSource> source, Supplier<CaskadeException> whyAbsent) {
    transfer = new Transfer(source, whyAbsent);
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
   * @throws CaskadeException DATABASE_UNAVAILABLE, DATABASE_STARTING, STORAGE_FULL
   */
  public <T> T run(Query<T> query) {
    return transfer.run(query::read);
  }
}
