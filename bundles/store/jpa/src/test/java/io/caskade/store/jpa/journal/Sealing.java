package io.caskade.store.jpa.journal;

import io.caskade.api.keys.KeyVault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Seals on the calling thread, for tests that do not want to wait for a thread. */
public final class Sealing {
  private Sealing() {}

  /** Seals everything that is committed; returns how many changes that were. */
  public static int settle(DataSource source, @Nullable KeyVault vault) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      var batch = new SealBatch(connection, new Lease("test", InstantSource.system()), () -> vault);
      int all = 0;
      for (int sealed = batch.run(); sealed > 0; sealed = batch.run()) {
        all += sealed;
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
