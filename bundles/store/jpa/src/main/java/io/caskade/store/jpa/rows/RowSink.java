package io.caskade.store.jpa.rows;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a table, one by one. */
@FunctionalInterface
public interface RowSink {
  void take(@Nullable Object[] row) throws IOException, SQLException;
}
