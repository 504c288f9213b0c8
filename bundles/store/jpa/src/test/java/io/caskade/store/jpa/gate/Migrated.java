package io.caskade.store.jpa.gate;

import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneId;
import javax.sql.DataSource;

/** Opens the gate's migration to tests of other packages. */
public final class Migrated {
  private Migrated() {}

  public static void bring(DataSource source) throws SQLException {
    new Migration(ZoneId.of("Asia/Dushanbe"), InstantSource.system()).update(source);
  }
}
