package io.caskade.faces.rest.reports;

import io.caskade.api.rights.reports.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A workbook of one sheet. */
final class XlsxReport {
  private static final int SHEET_NAME = 31;

  private XlsxReport() {}

  static void write(Report report, ReportWords words, OutputStream out) throws IOException {
    String title = words.title(report);
    var workbook = new org.dhatim.fastexcel.Workbook(out, "Caskade", "1.0");
    var sheet = workbook.newWorksheet(title.substring(0, Math.min(SHEET_NAME, title.length())));
    List<String> columns = words.columns(report);
    for (int column = 0; column < columns.size(); column++) {
      sheet.value(0, column, columns.get(column));
      sheet.style(0, column).bold().set();
    }
    for (int row = 0; row < report.rows().size(); row++) {
      List<String> cells = report.rows().get(row);
      for (int column = 0; column < cells.size(); column++) {
        cell(sheet, row + 1, column, cells.get(column));
      }
    }
    sheet.freezePane(0, 1);
    workbook.finish();
  }

  /** Short whole numbers as numbers; serials have ten digits and stay exact too. */
  private static void cell(org.dhatim.fastexcel.Worksheet sheet, int row, int column, String text) {
    if (text.matches("0|-?[1-9][0-9]{0,14}")) {
      sheet.value(row, column, Long.parseLong(text));
    } else {
      sheet.value(row, column, text);
    }
  }
}
