package io.caskade.faces.webhooks;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.webhooks.Webhook;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far one webhook is: what was read for it, what it took, and how it failed. Confined to the
 * loop. Strictly one event after the other, so that the order of each card holds.
 */
final class Course {
  /** Changes read at once; bounds the events that wait in memory. */
  static final int PAGE = 200;

  /** Pages without an event that are passed over at once, before others have their turn. */
  static final int PAGES = 20;

  /** Deliveries after which progress is kept without waiting for a second to pass. */
  static final int KEEP_EACH = 100;

  /** Changes that were none of its own, after which that is kept. */
  private static final long PASSED_OVER = 1_000;

  private final Deque<Event> waiting = new ArrayDeque<>();
  private Webhook kept;
  private long read;
  private long taken;
  private int unkept;
  private int round;
  private boolean flying;
  private int failures;
  private @Nullable Instant failingSince;
  private Instant notBefore = Instant.EPOCH;
  private String reason = "";

  Course(Webhook webhook) {
    kept = webhook;
    read = webhook.delivered();
    taken = read;
  }

  /** As it is stored, as far as is known. */
  Webhook webhook() {
    return kept;
  }

  /** Something that was not progress of ours: a replay, another address, a pause. */
  boolean differs(Webhook present) {
    return present.version() != kept.version() || present.delivered() != kept.delivered();
  }

  /**
   * Begins again where the stored one stands; an answer that is still on its way counts no more.
   */
  void restart(Webhook present) {
    kept = present;
    taken = present.delivered();
    unkept = 0;
    round++;
    succeeded();
    again();
  }

  /** Reads again from what was taken, with the state that cards have then. */
  private void again() {
    waiting.clear();
    read = taken;
  }

  boolean ready(Instant now) {
    return !flying && !kept.paused() && !now.isBefore(notBefore);
  }

  /** How far the feed was read. */
  long position() {
    return read;
  }

  /** Up to where everything was taken, or was none of its own. */
  long taken() {
    return taken;
  }

  /** Numbers the answers that count. */
  int round() {
    return round;
  }

  /**
   * The next event; reads on when none waits.
   *
   * @return empty at the end of the feed, and after {@link #PAGES} pages without one
   */
  Optional<Event> next(ChangeFeed feed) {
    for (int pages = 0; waiting.isEmpty() && pages < PAGES; pages++) {
      List<SealedChange> page = feed.after(read, PAGE);
      if (page.isEmpty()) {
        break;
      }
      waiting.addAll(events(feed, page.stream().filter(this::concerns).toList()));
      read = page.get(page.size() - 1).seq();
      if (waiting.isEmpty()) {
        taken = read;
      }
    }
    return Optional.ofNullable(waiting.peek());
  }

  private boolean concerns(SealedChange change) {
    return change.network().equals(kept.network())
        && (kept.operations().isEmpty()
            ? change.serial().isPresent()
            : kept.operations().contains(change.operation()));
  }

  private List<Event> events(ChangeFeed feed, List<SealedChange> changes) {
    List<CardSerial> serials =
        changes.stream().flatMap(change -> change.serial().stream()).distinct().toList();
    Map<CardSerial, Card> cards =
        serials.isEmpty()
            ? Map.of()
            : feed.cards(kept.network(), serials).stream()
                .collect(Collectors.toMap(Card::serial, card -> card));
    return changes.stream()
        .map(change -> Event.of(change, change.serial().map(cards::get).orElse(null)))
        .toList();
  }

  void sent() {
    flying = true;
  }

  void answered() {
    flying = false;
  }

  void took(Event event) {
    waiting.poll();
    taken = waiting.isEmpty() ? read : event.seq();
    unkept++;
    succeeded();
  }

  private void succeeded() {
    failures = 0;
    failingSince = null;
    notBefore = Instant.EPOCH;
  }

  /**
   * @return how many times in a row it failed
   */
  int failed(String why, Instant now) {
    failingSince = failingSince == null ? now : failingSince;
    reason = why;
    failures++;
    again();
    return failures;
  }

  void pauseUntil(Instant at) {
    notBefore = at;
  }

  Optional<Instant> failingSince() {
    return Optional.ofNullable(failingSince);
  }

  String reason() {
    return reason;
  }

  /** The number to keep; empty when it is not worth a write yet. */
  Optional<Long> toKeep(boolean dueToTime) {
    boolean delivered = unkept >= KEEP_EACH || dueToTime && unkept > 0;
    boolean passed = taken - kept.delivered() >= PASSED_OVER;
    return taken > kept.delivered() && (delivered || passed)
        ? Optional.of(taken)
        : Optional.empty();
  }

  /** What the store made of it, if nobody else changed it meanwhile. */
  void kept(long seq) {
    unkept = 0;
    kept =
        new Webhook(
            kept.network(),
            kept.id(),
            kept.version() + 1,
            kept.url(),
            kept.secret(),
            kept.operations(),
            seq,
            kept.paused());
  }
}
