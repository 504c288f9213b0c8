package io.caskade.rights.management.reports;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.journal.CardState;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.rights.management.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one card was entitled to, over time, oldest first: each change and what it left (R19). */
final class CardHistory implements ReportMaker {
  private static final int MOST_ROWS = 10_000;

  private static final List<String> COLUMNS =
      List.of(
          "at",
          "operation",
          "actor",
          "source",
          "status",
          "region",
          "products",
          "start",
          "finish",
          "paired",
          "subscriber",
          "setTopBox");

  private final Presence presence;

  CardHistory(Presence presence) {
    this.presence = presence;
  }

  /** A state with several windows has a row for each. */
  @Override
  public Report make(ReportRequest request) {
    CardSerial serial =
        CardSerial.parse(
            request
                .subject()
                .orElseThrow(
                    () ->
                        new CaskadeException(
                            ErrorCode.FIELD_INVALID, "subject", "the serial of a card")));
    if (presence.store().card(request.network(), serial).isEmpty()) {
      throw new CaskadeException(ErrorCode.CARD_UNKNOWN, request.network(), serial);
    }
    List<JournalRow> newestFirst =
        presence.journal().cardRows(request.network(), serial, MOST_ROWS);
    var rows = new ArrayList<List<String>>();
    for (int i = newestFirst.size() - 1; i >= 0; i--) {
      JournalRow row = newestFirst.get(i);
      if (within(row.at(), request)) {
        CardState.read(row.after()).ifPresent(state -> add(rows, row, state));
      }
    }
    return ReportMaker.report(request, COLUMNS, rows);
  }

  private static boolean within(Instant at, ReportRequest request) {
    return !at.isAfter(request.at()) && request.from().filter(at::isBefore).isEmpty();
  }

  private static void add(List<List<String>> rows, JournalRow row, CardState state) {
    List<Window> windows = state.sold().windows();
    if (windows.isEmpty()) {
      rows.add(line(row, state, "", "", ""));
    }
    for (Window window : windows) {
      rows.add(
          line(
              row,
              state,
              window.products().toString(),
              window.start().toString(),
              window.finish().toString()));
    }
  }

  private static List<String> line(
      JournalRow row, CardState state, String products, String start, String finish) {
    return List.of(
        row.at().toString(),
        row.operation(),
        row.actor().name(),
        row.actor().source(),
        state.status().name(),
        state.region(),
        products,
        start,
        finish,
        Boolean.toString(state.sold().paired()),
        state.holder().subscriber().orElse(""),
        state.holder().setTopBox().orElse(""));
  }
}
