package io.caskade.rights.management.jobs;

import io.caskade.api.rights.Card;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.Window;
import io.caskade.api.rights.jobs.BulkWork;
import io.caskade.api.rights.jobs.JobManagement.Line;
import io.caskade.api.rights.jobs.JobManagement.Preview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the rule about every row and writes nothing. */
final class Rehearsal {
  private static final int LINES = 1_000;
  private static final int PAGE = 2_000;

  private final Store store;
  private final RowRule rule;
  private final Instant now;
  private final List<Line> lines = new ArrayList<>();
  private int changed;
  private int unchanged;
  private int refused;

  Rehearsal(Store store, RowRule rule, Instant now) {
    this.store = store;
    this.rule = rule;
    this.now = now;
  }

  Preview preview(BulkWork work) {
    Rows rows = new Selecting(store).rows(work);
    for (int from = 0; from < rows.size(); from += PAGE) {
      int to = Math.min(rows.size(), from + PAGE);
      Chunk.outcomes(store, work.network(), rows, from, to, rule, now).forEach(this::count);
    }
    return new Preview(rows.size(), changed, unchanged, refused, List.copyOf(lines));
  }

  private void count(Outcome outcome) {
    if (outcome instanceof Outcome.Unchanged) {
      unchanged++;
    } else if (outcome instanceof Outcome.Refused refusal) {
      refused++;
      line(new Line(outcome.serial(), refusal.reason().code().problemType(), "", ""));
    } else if (outcome instanceof Outcome.Changed change) {
      changed++;
      line(new Line(outcome.serial(), change.what(), text(change.before()), text(change.after())));
    }
  }

  private void line(Line line) {
    if (lines.size() < LINES) {
      lines.add(line);
    }
  }

  /** Status, windows as mask/start/finish, then what else there is. */
  private static String text(@Nullable Card card) {
    if (card == null) {
      return "";
    }
    String windows =
        card.sold().windows().stream().map(Rehearsal::text).collect(Collectors.joining(","));
    var text = new StringBuilder(card.status().name());
    add(text, "", windows);
    add(text, "paired=", card.sold().paired() ? "1" : "");
    add(text, "protected=", card.sold().protectedCard() ? "" : "0");
    add(text, "region=", card.region());
    add(text, "subscriber=", card.holder().subscriber().orElse(""));
    add(text, "setTopBox=", card.holder().setTopBox().orElse(""));
    add(text, "parent=", card.holder().parent().map(Object::toString).orElse(""));
    return text.toString();
  }

  private static void add(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(' ').append(name).append(value);
    }
  }

  private static String text(Window window) {
    return window.products() + "/" + window.start() + "/" + window.finish();
  }
}
