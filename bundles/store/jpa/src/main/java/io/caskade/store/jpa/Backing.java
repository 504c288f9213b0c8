package io.caskade.store.jpa;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.KeyVault;
import io.caskade.api.ops.MetricFamily;
import io.caskade.api.ops.MetricFamily.Sample;
import io.caskade.store.jpa.gate.DatabaseState;
import io.caskade.store.jpa.replica.WriteGate;
import java.util.Map;
import java.util.stream.Stream;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the store stands on, each of it here or away at any moment. */
final class Backing {
  volatile WriteGate writes = WriteGate.OPEN;
  volatile @Nullable EntityManagerFactory factory;
  volatile @Nullable DataSource source;
  volatile @Nullable KeyVault vault;
  volatile @Nullable DatabaseState state;

  /** 1 for the state in which the way to the database is. */
  MetricFamily gate() {
    DatabaseState present = state;
    String now = "away";
    if (factory != null && source != null) {
      now = "open";
    } else if (present == null || present.starting()) {
      now = "starting";
    }
    String shown = now;
    return MetricFamily.gauge(
        "store_gate",
        "1 for the state of the way to the database: open, starting or away.",
        Stream.of("open", "starting", "away")
            .map(each -> Sample.of(Map.of("state", each), each.equals(shown) ? 1 : 0))
            .toList());
  }

  /** The refusal while there is no database: it is starting, or it is away. */
  CaskadeException whyAbsent() {
    DatabaseState present = state;
    if (present == null) {
      return new CaskadeException(ErrorCode.DATABASE_STARTING, "its gate is not started");
    }
    return new CaskadeException(
        present.starting() ? ErrorCode.DATABASE_STARTING : ErrorCode.DATABASE_UNAVAILABLE,
        present.reason());
  }
}
