package io.caskade.rights.management.reports;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.journal.CardState;
import io.caskade.api.rights.journal.JournalQuery;
import io.caskade.api.rights.journal.JournalRow;
import io.caskade.api.rights.reports.Report;
import io.caskade.api.rights.reports.ReportRequest;
import io.caskade.rights.management.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was done to cards in a period, from the journal, oldest first (R19, R21, R22). A window that
 * ends by itself is nobody's act and has no row.
 */
final class CardActs {
  /** More rows than this do not fit into a table that somebody reads. */
  static final int MOST_ROWS = 200_000;

  private static final int PAGE = 1_000;
  private static final String CARD = "card:";

  private final Presence presence;

  CardActs(Presence presence) {
    this.presence = presence;
  }

  /** Cards that became active or ceased to be, or got other products while they were. */
  Report activations(ReportRequest request) {
    return report(
        request,
        List.of("change", "productsAdded", "productsRemoved"),
        (before, after) -> {
          boolean was = before != null && before.status() == CardStatus.ACTIVE;
          boolean is = after.status() == CardStatus.ACTIVE;
          int had = before != null && was ? before.sold().products().bits() : 0;
          int has = is ? after.sold().products().bits() : 0;
          if (was == is && had == has) {
            return Optional.empty();
          }
          String change = was == is ? "PRODUCTS" : is ? "ACTIVATION" : "DEACTIVATION";
          return Optional.of(
              List.of(
                  change,
                  new ProductMask(has & ~had).toString(),
                  new ProductMask(had & ~has).toString()));
        });
  }

  /** Cards whose pairing, re-pairing or set-top box changed. */
  Report pairings(ReportRequest request) {
    return report(
        request,
        List.of("change", "freeUntil", "boxBefore", "boxAfter"),
        (before, after) -> {
          boolean was = before != null && before.sold().paired();
          boolean is = after.sold().paired();
          Optional<Instant> freed =
              after
                  .sold()
                  .freeUntil()
                  .filter(
                      at ->
                          before == null
                              || !before.sold().freeUntil().filter(at::equals).isPresent());
          String boxBefore = before == null ? "" : before.holder().setTopBox().orElse("");
          String boxAfter = after.holder().setTopBox().orElse("");
          if (was == is && freed.isEmpty() && boxBefore.equals(boxAfter)) {
            return Optional.empty();
          }
          String change = was == is ? freed.isPresent() ? "REPAIR" : "BOX" : is ? "PAIR" : "UNPAIR";
          return Optional.of(
              List.of(change, freed.map(Instant::toString).orElse(""), boxBefore, boxAfter));
        });
  }

  /** Rows for which {@code values} finds something, between their time and their origin. */
  private Report report(
      ReportRequest request,
      List<String> columns,
      BiFunction<@Nullable CardState, CardState, Optional<List<String>>> values) {
    var rows = new ArrayList<List<String>>();
    OptionalLong cursor = OptionalLong.empty();
    List<JournalRow> page;
    do {
      page = presence.journal().rows(query(request, cursor));
      for (JournalRow row : page) {
        row(row, values).ifPresent(rows::add);
      }
      if (rows.size() > MOST_ROWS) {
        throw new CaskadeException(
            ErrorCode.FIELD_INVALID,
            "from",
            "the period has more than " + MOST_ROWS + " rows; ask for a shorter one");
      }
      cursor = page.isEmpty() ? cursor : OptionalLong.of(page.get(page.size() - 1).seq());
    } while (page.size() == PAGE);
    Collections.reverse(rows);
    var all = new ArrayList<>(List.of("at", "card", "subscriber"));
    all.addAll(columns);
    all.addAll(List.of("operation", "actor", "source"));
    return ReportMaker.report(request, all, rows);
  }

  private static Optional<List<String>> row(
      JournalRow row, BiFunction<@Nullable CardState, CardState, Optional<List<String>>> values) {
    CardState after = CardState.read(row.after()).orElse(null);
    if (after == null) {
      return Optional.empty();
    }
    return values
        .apply(CardState.read(row.before()).orElse(null), after)
        .map(
            own -> {
              var line = new ArrayList<String>();
              line.add(row.at().toString());
              line.add(row.target().substring(CARD.length()));
              line.add(after.holder().subscriber().orElse(""));
              line.addAll(own);
              line.addAll(List.of(row.operation(), row.actor().name(), row.actor().source()));
              return line;
            });
  }

  private static JournalQuery query(ReportRequest request, OptionalLong before) {
    return new JournalQuery(
        Optional.of(request.network()),
        request.from(),
        Optional.of(request.at().plusMillis(1)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(CARD),
        before,
        PAGE);
  }
}
