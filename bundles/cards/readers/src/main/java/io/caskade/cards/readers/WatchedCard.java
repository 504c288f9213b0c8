package io.caskade.cards.readers;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Octets;
import io.caskade.api.cards.CardAnswer;
import io.caskade.api.cards.CardCommand;
import io.caskade.api.cards.CardConnection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The card during one job: counts what the card does, remembers whether it failed, and refuses when
 * nobody waits for the job any more. Confined to the reader's thread.
 */
final class WatchedCard {
  private final CardConnection card;
  private final ReaderBook book;
  private final BooleanSupplier abandoned;
  private Optional<Refusal> failure = Optional.empty();

  WatchedCard(CardConnection card, ReaderBook book, BooleanSupplier abandoned) {
    this.card = card;
    this.book = book;
    this.abandoned = abandoned;
  }

  /** The first thing that the reader or the card did not do. */
  Optional<Refusal> failure() {
    return failure;
  }

  /** The answer to the last reset. */
  Octets answerToReset() {
    return card.answerToReset();
  }

  /** See {@link CardConnection#exchange}. */
  CardAnswer exchange(CardCommand command) {
    CardAnswer answer = watched(() -> card.exchange(command));
    book.exchanged();
    return answer;
  }

  private <T> T watched(Supplier<T> call) {
    String reader = book.id().name();
    if (abandoned.getAsBoolean()) {
      throw new CaskadeException(ErrorCode.READER_BUSY, reader);
    }
    try {
      return call.get();
    } catch (RuntimeException | LinkageError e) {
      book.failed();
      Refusal refusal = Refusal.of(reader, e);
      failure = Optional.of(refusal);
      throw refusal.exception();
    }
  }
}
