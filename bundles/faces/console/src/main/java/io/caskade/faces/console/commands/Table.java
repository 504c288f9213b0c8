package io.caskade.faces.console.commands;

import org.apache.karaf.shell.support.table.ShellTable;

/** A table with translated headings. */
final class Table {
  private final ShellTable table = new ShellTable();
  private final CasCommand.Output output;

  Table(CasCommand.Output output, String... columnKeys) {
    this.output = output;
    for (String key : columnKeys) {
      table.column(output.texts().get("column." + key));
    }
    table.emptyTableText(output.texts().get("table.empty"));
  }

  void row(Object... cells) {
    table.addRow().addContent(cells);
  }

  void print() {
    table.print(output.stream(), true);
  }
}
