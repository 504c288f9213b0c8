package io.caskade.receivers.files.intake;

import io.caskade.api.rights.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What is sold to the cards of a file. */
final class Sales {
  private final Optional<Window> sold;
  private final ZoneId zone;
  private final Instant now;
  private final Remarks remarks;

  Sales(Optional<Window> sold, ZoneId zone, Instant now, Remarks remarks) {
    this.sold = sold;
    this.zone = zone;
    this.now = now;
    this.remarks = remarks;
  }

  /** False when it may not watch any more: it is taken over switched off. */
  boolean lives(Draft draft) {
    boolean expired = end(draft).filter(end -> !end.isAfter(now)).isPresent();
    if (expired) {
      remarks.add(draft.line(), RemarkCode.EXPIRED, draft.expires().orElseThrow());
    }
    return !expired;
  }

  /** The window of its card, which ends with the account; none for one that has ended. */
  List<Window> of(Draft draft) {
    Optional<Instant> end = end(draft);
    if (end.isEmpty()) {
      return sold.stream().toList();
    }
    Instant until = end.get();
    if (!until.isAfter(now)) {
      return List.of();
    }
    if (sold.isEmpty()) {
      remarks.add(draft.line(), RemarkCode.EXPIRES_DROPPED, draft.expires().orElseThrow());
      return List.of();
    }
    Window window = sold.get();
    if (!until.isBefore(window.finish())) {
      return List.of(window);
    }
    remarks.add(draft.line(), RemarkCode.EXPIRES_TAKEN, draft.expires().orElseThrow());
    // A window that would begin behind the end of the account is none.
    return until.isAfter(window.start())
        ? List.of(new Window(window.products(), window.start(), until.minusSeconds(1)))
        : List.of();
  }

  private Optional<Instant> end(Draft draft) {
    return draft.expires().map(date -> date.atStartOfDay(zone).toInstant());
  }
}
