package io.caskade.faces.rest.reports;

import com.lowagie.text.Document;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfWriter;
import io.caskade.api.rights.reports.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** A4, landscape when there are many columns; a font that knows Cyrillic. */
final class PdfReport {
  private static final int WIDE = 6;
  private static final float MARGIN = 36;

  private PdfReport() {}

  static void write(Report report, ReportWords words, OutputStream out) throws IOException {
    BaseFont face = face();
    var document =
        new Document(
            report.columns().size() > WIDE ? PageSize.A4.rotate() : PageSize.A4,
            MARGIN,
            MARGIN,
            MARGIN,
            MARGIN);
    PdfWriter writer = PdfWriter.getInstance(document, out);
    writer.setCloseStream(false);
    document.addTitle(words.title(report));
    document.addCreator("Caskade");
    document.open();
    document.add(new Paragraph(words.title(report), new Font(face, 14)));
    document.add(new Paragraph(words.subtitle(report), new Font(face, 9)));
    document.add(new Paragraph(" ", new Font(face, 6)));
    document.add(table(report, words, face));
    document.close();
  }

  private static PdfPTable table(Report report, ReportWords words, BaseFont face) {
    var font = new Font(face, 8);
    var table = new PdfPTable(Math.max(1, report.columns().size()));
    table.setWidthPercentage(100);
    table.setHeaderRows(1);
    for (String heading : words.columns(report)) {
      var cell = new PdfPCell(new Phrase(heading, font));
      cell.setGrayFill(0.9f);
      table.addCell(cell);
    }
    for (List<String> row : report.rows()) {
      for (String text : row) {
        table.addCell(new PdfPCell(new Phrase(text, font)));
      }
    }
    table.completeRow();
    return table;
  }

  private static BaseFont face() throws IOException {
    try (InputStream font =
        PdfReport.class.getResourceAsStream("/liberation/LiberationSans-Regular.ttf")) {
      if (font == null) {
        throw new IOException("the font of reports is missing in the bundle");
      }
      return BaseFont.createFont(
          "LiberationSans-Regular.ttf",
          BaseFont.IDENTITY_H,
          BaseFont.EMBEDDED,
          BaseFont.NOT_CACHED,
          font.readAllBytes(),
          null);
    }
  }
}
