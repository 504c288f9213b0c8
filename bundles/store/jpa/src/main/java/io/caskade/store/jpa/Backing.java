package io.caskade.store.jpa;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.KeyVault;
import io.caskade.store.jpa.gate.DatabaseState;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the store stands on, each of it here or away at any moment. */
final class Backing {
  volatile @Nullable EntityManagerFactory factory;
  volatile @Nullable DataSource source;
  volatile @Nullable KeyVault vault;
  volatile @Nullable DatabaseState state;

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
