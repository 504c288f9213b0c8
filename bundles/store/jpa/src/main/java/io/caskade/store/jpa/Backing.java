package io.caskade.store.jpa;

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

  String whyAbsent() {
    DatabaseState present = state;
    return present == null ? "its gate is not started" : present.reason();
  }
}
