package io.caskade.receivers.cccam.pages;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as CCcam draws it, of {@code +}, {@code -} and {@code |}. Programs cut it at the bars, so
 * no cell holds one.
 */
final class TextTable {
  private final int columns;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... headings) {
    columns = headings.length;
    rows.add(List.of(headings));
  }

  /** One value for each column. */
  TextTable row(Object... values) {
    if (values.length != columns) {
      throw new IllegalArgumentException(values.length + " values for " + columns + " columns");
    }
    List<String> row = new ArrayList<>(columns);
    for (Object value : values) {
      row.add(cell(value.toString()));
    }
    rows.add(row);
    return this;
  }

  private static String cell(String text) {
    StringBuilder cell = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == '|' ? '/' : c < ' ' || c > '~' ? '?' : c)
        .forEach(cell::appendCodePoint);
    return cell.toString();
  }

  List<String> lines() {
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    String rule = rule(widths);
    List<String> lines = new ArrayList<>();
    lines.add(rule);
    lines.add(line(rows.get(0), widths));
    lines.add(rule);
    rows.stream().skip(1).forEach(row -> lines.add(line(row, widths)));
    lines.add(rule);
    return lines;
  }

  private static String rule(int[] widths) {
    StringBuilder rule = new StringBuilder("+");
    for (int width : widths) {
      rule.append("-".repeat(width + 2)).append('+');
    }
    return rule.toString();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      line.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length())).append(" |");
    }
    return line.toString();
  }
}
