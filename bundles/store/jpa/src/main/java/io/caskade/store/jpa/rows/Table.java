package io.caskade.store.jpa.rows;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table.
 *
 * @param name in lower case
 * @param columns in the order of a row
 */
public record Table(String name, List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
  }

  String columnList() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  String insert() {
    return "insert into %s (%s) values (%s)"
        .formatted(name, columnList(), String.join(", ", Collections.nCopies(columns.size(), "?")));
  }
}
