package io.caskade.faces.rest.reports;

import io.caskade.api.rights.reports.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** RFC 4180, headings in the first line. */
final class CsvReport {
  private CsvReport() {}

  static void write(Report report, ReportWords words, OutputStream out) throws IOException {
    var text = new java.io.OutputStreamWriter(out, StandardCharsets.UTF_8);
    // Closing would close the answer.
    var csv = de.siegmar.fastcsv.writer.CsvWriter.builder().build(text);
    csv.writeRecord(words.columns(report));
    for (List<String> row : report.rows()) {
      csv.writeRecord(row.stream().map(CsvReport::harmless).toList());
    }
    csv.flush();
    text.flush();
  }

  /** A cell that a spreadsheet would take for a formula is quoted with an apostrophe. */
  private static String harmless(String cell) {
    boolean formula =
        !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 && !cell.matches("[+-]?[0-9.]+");
    return formula ? "'" + cell : cell;
  }
}
