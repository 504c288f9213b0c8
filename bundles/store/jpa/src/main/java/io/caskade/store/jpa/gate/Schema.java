package io.caskade.store.jpa.gate;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Makes the tables of a database what this version needs. */
interface Schema {
  /** Idempotent; may take seconds. */
  void update(DataSource source) throws SQLException;
}
