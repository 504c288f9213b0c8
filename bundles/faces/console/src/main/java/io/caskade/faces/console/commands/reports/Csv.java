package io.caskade.faces.console.commands.reports;

import io.caskade.api.rights.reports.Report;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** A report as CSV (RFC 4180), with commas and a line of headings. */
final class Csv {
  private Csv() {}

  static void print(PrintStream stream, Report report) {
    stream.print(line(report.columns()));
    report.rows().forEach(row -> stream.print(line(row)));
  }

  private static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
