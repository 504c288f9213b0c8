package io.caskade.cards.readers;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.ReaderId;
import io.caskade.api.cards.ReaderState;
import io.caskade.api.cards.ReaderStatus;
import io.caskade.api.cards.ReaderStatus.LastError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known about a reader: state, card, last error, counters. Read by any thread. */
final class ReaderBook {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderBook.class);

  private final ReaderId id;
  private final InstantSource clock;
  private final AtomicLong exchanges = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong refusals = new AtomicLong();
  private volatile Facts facts;

  /** What changes together. */
  private record Facts(
      ReaderState state,
      Instant since,
      Optional<Octets> card,
      Optional<CardSerial> serial,
      Optional<LastError> lastError) {}

  ReaderBook(ReaderId id, InstantSource clock) {
    this.id = id;
    this.clock = clock;
    this.facts =
        new Facts(
            ReaderState.NO_DRIVER,
            clock.instant(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  ReaderId id() {
    return id;
  }

  ReaderStatus status() {
    Facts now = facts;
    return new ReaderStatus(
        id.name(),
        id.driver(),
        now.state(),
        now.since(),
        now.card(),
        now.serial(),
        now.lastError(),
        exchanges.get(),
        failures.get());
  }

  /** Calls that a full queue refused. */
  long refusals() {
    return refusals.get();
  }

  void exchanged() {
    exchanges.incrementAndGet();
  }

  void failed() {
    failures.incrementAndGet();
  }

  void refused() {
    refusals.incrementAndGet();
  }

  /** The state is another one, or the same; a card is only known in a state that has one. */
  synchronized void become(ReaderState state) {
    Facts before = facts;
    if (state == before.state()) {
      return;
    }
    boolean kept = state == ReaderState.READY || state == ReaderState.BUSY;
    facts =
        new Facts(
            state,
            clock.instant(),
            kept ? before.card() : Optional.empty(),
            kept ? before.serial() : Optional.empty(),
            before.lastError());
    if (!kept) {
      LOG.info("Reader {}: {}", id.name(), state);
    }
  }

  /** A card of ours was put in. */
  synchronized void ready(Octets answerToReset) {
    facts =
        new Facts(
            ReaderState.READY,
            clock.instant(),
            Optional.of(answerToReset),
            Optional.empty(),
            facts.lastError());
    LOG.info("Reader {}: a card is in it, answer to reset {}", id.name(), answerToReset);
  }

  /** The card in it has told its serial. */
  synchronized void known(CardSerial serial) {
    Facts now = facts;
    if (now.card().isPresent()) {
      facts = new Facts(now.state(), now.since(), now.card(), Optional.of(serial), now.lastError());
    }
  }

  /** Something went wrong; told once in the log when the same happens again and again. */
  synchronized void wrong(Refusal refusal) {
    Facts now = facts;
    LastError error =
        new LastError(
            clock.instant(),
            refusal.code(),
            refusal.arguments().stream().map(Object::toString).toList());
    boolean again =
        now.lastError()
            .filter(e -> e.code() == error.code() && e.arguments().equals(error.arguments()))
            .isPresent();
    if (!again) {
      LOG.warn("{}", refusal.exception().getMessage());
    }
    facts = new Facts(now.state(), now.since(), now.card(), now.serial(), Optional.of(error));
  }
}
