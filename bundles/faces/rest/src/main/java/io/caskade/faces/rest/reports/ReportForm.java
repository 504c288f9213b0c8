package io.caskade.faces.rest.reports;

import io.caskade.api.rights.reports.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Forms that a report can be written in. */
public enum ReportForm {
  JSON("application/json") {
    @Override
    public void write(Report report, Locale locale, OutputStream out) {
      throw new IllegalStateException("JSON is written as every other shape");
    }
  },
  CSV(ReportForm.CSV_TYPE + "; charset=utf-8") {
    @Override
    public void write(Report report, Locale locale, OutputStream out) throws IOException {
      CsvReport.write(report, ReportWords.of(locale), out);
    }
  },
  XLSX(ReportForm.XLSX_TYPE) {
    @Override
    public void write(Report report, Locale locale, OutputStream out) throws IOException {
      XlsxReport.write(report, ReportWords.of(locale), out);
    }
  },
  PDF(ReportForm.PDF_TYPE) {
    @Override
    public void write(Report report, Locale locale, OutputStream out) throws IOException {
      PdfReport.write(report, ReportWords.of(locale), out);
    }
  };

  public static final String CSV_TYPE = "text/csv";
  public static final String XLSX_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  public static final String PDF_TYPE = "application/pdf";

  private final String mediaType;

  ReportForm(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Writes the whole report; the stream stays open. */
  public abstract void write(Report report, Locale locale, OutputStream out) throws IOException;
}
