package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.keys.WrappedKey;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardHolder;
import io.caskade.api.rights.CardOperation;
import io.caskade.api.rights.jobs.BulkWork;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A new card with a key of its own; one that is there already is left alone. */
final class AddRule implements RowRule {
  private final BulkWork.AddRange work;
  private final Function<CardSerial, WrappedKey> keys;

  AddRule(BulkWork.AddRange work, Function<CardSerial, WrappedKey> keys) {
    this.work = work;
    this.keys = keys;
  }

  @Override
  public Outcome decide(int row, CardSerial serial, @Nullable Card present, Instant now) {
    if (present != null) {
      throw new CaskadeException(ErrorCode.CARD_EXISTS, work.network(), serial);
    }
    var card =
        new Card(
            work.network(),
            serial,
            1,
            work.status(),
            work.region(),
            work.sold(),
            Instant.EPOCH,
            keys.apply(serial),
            CardHolder.NOBODY,
            now);
    return new Outcome.Changed(
        serial, "add", List.of(new Outcome.Step(CardOperation.ADD, null, card)));
  }
}
