package io.caskade.faces.console.commands;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** A table with translated headings, which can be written as a JSON array of objects as well. */
public final class Table {
  private final Output output;
  private final List<String> keys;
  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private ZoneId zone = ZoneOffset.UTC;

  Table(Output output, List<String> keys) {
    this.output = output;
    this.keys = keys;
  }

  /** Times are shown in this zone; in JSON they stay in UTC. */
  public Table in(ZoneId shown) {
    zone = shown;
    return this;
  }

  /** One value for each column: see {@link Cells} for what they may be. */
  public Table row(@Nullable Object... values) {
    if (values.length != keys.size()) {
      throw new IllegalArgumentException(values.length + " values for " + keys);
    }
    rows.add(values);
    return this;
  }

  public void print() {
    if (output.json()) {
      output.stream().println(json());
      return;
    }
    var table = new ShellTable();
    keys.forEach(key -> table.column(output.texts().heading(key)));
    table.emptyTableText(output.texts().get("table.empty"));
    for (@Nullable Object[] row : rows) {
      table.addRow().addContent(shown(row));
    }
    table.print(output.stream(), true);
  }

  /** As a JSON array. */
  String json() {
    return rows.stream()
        .map(row -> Json.object(keys, Arrays.asList(row)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private Object[] shown(@Nullable Object[] row) {
    return Arrays.stream(row).map(value -> Cells.shown(value, output.texts(), zone)).toArray();
  }
}
