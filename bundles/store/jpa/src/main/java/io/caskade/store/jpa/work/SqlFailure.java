package io.caskade.store.jpa.work;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a database error means for the unit of work (scale-and-store chapter 1.3).
 *
 * <p>Drivers, pool and JPA wrap one another, so the whole chain of causes is looked at.
 */
public enum SqlFailure {
  /** The database chose this transaction as the loser; the same work may well succeed again. */
  LOST_RACE,
  /** The connection or the server is gone; of a COMMIT the outcome is unknown. */
  CONNECTION,
  /** The disk of the database is full. */
  STORAGE_FULL,
  /** A unique key, a foreign key or a version did not match. */
  CONFLICT,
  /** Anything else: the schema or this program is wrong. */
  OTHER;

  /** Galera: node is not ready, and not connected to the primary component. */
  private static final Set<Integer> GALERA_AWAY = Set.of(1047, 1180);

  /**
   * MariaDB: lock wait time-out and, with snapshot isolation, a row that changed behind the read
   * (their SQLStates say nothing); deadlock.
   */
  private static final Set<Integer> MARIADB_LOST_RACE = Set.of(1020, 1205, 1213);

  /** MariaDB: disk full, table full. */
  private static final Set<Integer> MARIADB_FULL = Set.of(1021, 1114);

  /** H2: concurrent update, lock time-out. */
  private static final Set<Integer> H2_LOST_RACE = Set.of(90131, 50200);

  /** H2: database closed, connection broken, object closed, file locked, closing. */
  private static final Set<Integer> H2_AWAY = Set.of(90098, 90121, 90067, 90007, 90020, 90135);

  private static final List<String> FULL_TEXTS =
      List.of("no space left on device", "disk full", "disk quota exceeded", "not enough space");

  /** Classifies an exception of JPA, of a driver or of the pool. */
  public static SqlFailure of(Throwable failure) {
    SqlFailure found = OTHER;
    for (Throwable cause : chain(failure)) {
      SqlFailure kind = ofOne(cause);
      if (kind == STORAGE_FULL) {
        return kind;
      }
      if (found == OTHER) {
        found = kind;
      }
    }
    return found;
  }

  /** The most telling sentence of the chain: the innermost SQL error, on one line. */
  public static String reason(Throwable failure) {
    Throwable telling = failure;
    for (Throwable cause : chain(failure)) {
      if (cause instanceof SQLException) {
        telling = cause;
      }
    }
    String message = telling.getMessage();
    String text = message == null ? telling.getClass().getSimpleName() : message;
    return text.lines().findFirst().orElse(text).strip();
  }

  private static SqlFailure ofOne(Throwable cause) {
    if (saysFull(cause)) {
      return STORAGE_FULL;
    }
    if (cause instanceof SQLException sql) {
      return ofSql(sql);
    }
    return OTHER;
  }

  private static SqlFailure ofSql(SQLException sql) {
    String state = sql.getSQLState();
    int code = sql.getErrorCode();
    if (MARIADB_FULL.contains(code)) {
      return STORAGE_FULL;
    }
    if (isConnection(sql, state, code)) {
      return CONNECTION;
    }
    if (startsWith(state, "40")
        || MARIADB_LOST_RACE.contains(code)
        || H2_LOST_RACE.contains(code)) {
      return LOST_RACE;
    }
    return startsWith(state, "23") ? CONFLICT : OTHER;
  }

  private static boolean isConnection(SQLException sql, @Nullable String state, int code) {
    return sql instanceof SQLTransientConnectionException
        || sql instanceof SQLNonTransientConnectionException
        || "25S03".equals(state)
        || startsWith(state, "08")
        || GALERA_AWAY.contains(code)
        || H2_AWAY.contains(code)
        // A closed pool says no more than this.
        || (state == null && code == 0 && sql.getCause() == null && sql.getNextException() == null);
  }

  private static boolean startsWith(@Nullable String state, String prefix) {
    return state != null && state.startsWith(prefix);
  }

  private static boolean saysFull(Throwable cause) {
    String message = cause.getMessage();
    if (message == null || !(cause instanceof SQLException || cause instanceof IOException)) {
      return false;
    }
    String lower = message.toLowerCase(Locale.ROOT);
    return FULL_TEXTS.stream().anyMatch(lower::contains);
  }

  private static List<Throwable> chain(Throwable failure) {
    var chain = new ArrayList<Throwable>();
    collect(failure, chain);
    return chain;
  }

  private static void collect(@Nullable Throwable cause, List<Throwable> chain) {
    // Bounded: some drivers link exceptions in a ring.
    if (cause == null || chain.size() > 32 || chain.contains(cause)) {
      return;
    }
    chain.add(cause);
    if (cause instanceof SQLException sql) {
      collect(sql.getNextException(), chain);
    }
    collect(cause.getCause(), chain);
  }
}
