package io.caskade.faces.rest.shapes;

import io.caskade.api.rights.reports.Report;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A report as a table. */
@Schema(name = "Report")
public record ReportShape(
    String kind,
    String network,
    Instant at,
    Optional<Instant> from,
    List<String> columns,
    List<List<String>> rows) {
  public static ReportShape of(Report report) {
    return new ReportShape(
        Words.of(report.kind()),
        report.network().value(),
        report.at(),
        report.from(),
        report.columns(),
        report.rows());
  }
}
