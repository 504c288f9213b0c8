package io.caskade.faces.rest.reports;

import io.caskade.api.rights.reports.Report;
import io.caskade.faces.rest.shapes.Words;
import java.util.List;
import java.util.Locale;

/** Headings of reports in the reader's language; a key without words is its own heading. */
record ReportWords(java.util.ResourceBundle words) {
  static ReportWords of(Locale locale) {
    return new ReportWords(
        java.util.ResourceBundle.getBundle(
            "io.caskade.faces.rest.reports.reports",
            locale,
            ReportWords.class.getClassLoader(),
            java.util.ResourceBundle.Control.getNoFallbackControl(
                java.util.ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  String title(Report report) {
    return word("report." + Words.of(report.kind()));
  }

  /** Network and time. */
  String subtitle(Report report) {
    String until = report.network() + ", " + report.at();
    return report
        .from()
        .map(from -> report.network() + ", " + from + " - " + report.at())
        .orElse(until);
  }

  List<String> columns(Report report) {
    return report.columns().stream().map(key -> word("column." + key)).toList();
  }

  private String word(String key) {
    return words.containsKey(key) ? words.getString(key) : key.substring(key.indexOf('.') + 1);
  }
}
