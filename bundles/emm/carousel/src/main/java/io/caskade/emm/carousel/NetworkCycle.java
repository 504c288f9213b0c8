package io.caskade.emm.carousel;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.AiredCard;
import io.caskade.api.rights.CardTable;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Set;

/**
 * Walks round the cards of one network, each card at most once in {@code minRepeat}, also when one
 * round goes faster than the one before: marks say when which part of the last round was sent.
 * Times are monotonic nanoseconds. Not synchronised.
 */
final class NetworkCycle {
  /** Cards that were sent within this part of {@code minRepeat} share a mark. */
  private static final int MARKS = 64;

  private final NetworkId network;
  private final Set<String> regions;
  private final long minRepeat;

  private ArrayDeque<Mark> lastRound = new ArrayDeque<>();
  private ArrayDeque<Mark> thisRound = new ArrayDeque<>();
  private boolean walking;
  private boolean everStarted;
  private long started;
  private long cursor = -1;
  private long sent;
  private long sentLastRound;
  private long length;
  private long rounds;

  /** All cards after the previous mark up to {@code lastSerial} were sent until {@code until}. */
  private static final class Mark {
    private final long from;
    private long until;
    private long lastSerial;

    Mark(long from) {
      this.from = from;
    }
  }

  NetworkCycle(NetworkId network, Set<String> regions, long minRepeat) {
    this.network = network;
    this.regions = regions;
    this.minRepeat = minRepeat;
  }

  /** Complete rounds. */
  long rounds() {
    return rounds;
  }

  /** Nanoseconds that the last complete round took. */
  long length() {
    return length;
  }

  /** Cards that the last complete round reached. */
  long cards() {
    return sentLastRound;
  }

  /** The card whose turn it is; its key is the caller's. Empty when none is due, or not yet. */
  Optional<AiredCard> due(CardTable table, long now, Budget budget) {
    if (!walking && !begin(now)) {
      return Optional.empty();
    }
    while (budget.spend()) {
      Optional<AiredCard> next = table.next(network, cursor);
      if (next.isEmpty()) {
        end(now);
        return Optional.empty();
      }
      AiredCard card = next.get();
      if (!reaches(card)) {
        cursor = card.serial().value();
        card.key().destroy();
      } else if (rested(card.serial(), now)) {
        return next;
      } else {
        card.key().destroy();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The card is behind us, whether an EMM could be made or not. */
  void passed(CardSerial serial, long now) {
    cursor = serial.value();
    sent++;
    Mark mark = thisRound.peekLast();
    if (mark == null || now - mark.from >= minRepeat / MARKS) {
      mark = new Mark(now);
      thisRound.add(mark);
    }
    mark.until = now;
    mark.lastSerial = cursor;
    forgetRested(now);
  }

  boolean reaches(AiredCard card) {
    return regions.isEmpty() || card.region().isEmpty() || regions.contains(card.region());
  }

  private boolean begin(long now) {
    if (everStarted && now - started < minRepeat) {
      return false;
    }
    everStarted = true;
    walking = true;
    started = now;
    cursor = -1;
    sent = 0;
    lastRound = thisRound;
    thisRound = new ArrayDeque<>();
    return true;
  }

  private void end(long now) {
    walking = false;
    if (sent > 0) {
      rounds++;
      length = now - started;
    }
    sentLastRound = sent;
  }

  private boolean rested(CardSerial serial, long now) {
    Mark mark = lastRound.peek();
    while (mark != null && mark.lastSerial < serial.value()) {
      lastRound.remove();
      mark = lastRound.peek();
    }
    return mark == null || now - mark.until >= minRepeat;
  }

  /** Of the marks that hold nobody back any more, the last one stays: it ends where they end. */
  private void forgetRested(long now) {
    while (thisRound.size() > 2) {
      Mark first = thisRound.remove();
      Mark second = thisRound.element();
      if (now - second.until < minRepeat) {
        thisRound.addFirst(first);
        return;
      }
    }
  }
}
