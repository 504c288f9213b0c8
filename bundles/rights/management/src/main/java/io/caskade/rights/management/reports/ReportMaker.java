package io.caskade.rights.management.reports;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportRequest;
import java.util.List;

/** Makes the reports of one kind, for a request whose network exists and whose times are sound. */
interface ReportMaker {
  /**
   * @throws CaskadeException FIELD_INVALID, RECORD_UNKNOWN, CARD_UNKNOWN, DATABASE_UNAVAILABLE
   */
  Report make(ReportRequest request);

  static Report report(ReportRequest request, List<String> columns, List<List<String>> rows) {
    return new Report(
        request.kind(), request.network(), request.at(), request.from(), columns, rows);
  }
}
