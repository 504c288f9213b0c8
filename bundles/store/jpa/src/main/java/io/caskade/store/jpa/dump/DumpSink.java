package io.caskade.store.jpa.dump;

import io.caskade.api.rights.dump.SchemaLevel;
import io.caskade.store.jpa.rows.RowSink;
import io.caskade.store.jpa.rows.Table;
import java.sql.SQLException;

/** Takes what a dump holds, in its order. */
interface DumpSink {
  /** Before everything. */
  void begin(SchemaLevel schema) throws SQLException;

  /** The rows of this table come next. */
  RowSink table(Table table) throws SQLException;

  /** All rows of the present table were given. */
  void endTable() throws SQLException;
}
