package io.caskade.store.jpa;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Faults that a {@link Wiretap} injects into statements that begin with given words. */
final class Faults {
  private Faults() {}

  /** In the place of the first such statement. */
  static Wiretap.Fault insteadOf(String beginning, SQLException failure) {
    var left = new AtomicInteger(1);
    return new Wiretap.Fault() {
      @Override
      public void before(String sql) throws SQLException {
        if (sql.startsWith(beginning) && left.getAndDecrement() == 1) {
          throw failure;
        }
      }
    };
  }

  /** When the first such statement was done. */
  static Wiretap.Fault after(String beginning, SQLException failure) {
    var left = new AtomicInteger(1);
    return new Wiretap.Fault() {
      @Override
      public void after(String sql) throws SQLException {
        if (sql.startsWith(beginning) && left.getAndDecrement() == 1) {
          throw failure;
        }
      }
    };
  }

  /** Counts such statements, and fails each of them when there is a failure. */
  static final class Each implements Wiretap.Fault {
    private final AtomicInteger count = new AtomicInteger();
    private final String beginning;
    private final @Nullable SQLException failure;

    Each(String beginning, @Nullable SQLException failure) {
      this.beginning = beginning;
      this.failure = failure;
    }

    int count() {
      return count.get();
    }

    @Override
    public void before(String sql) throws SQLException {
      if (sql.startsWith(beginning)) {
        count.incrementAndGet();
        if (failure != null) {
          throw failure;
        }
      }
    }
  }
}
