package io.caskade.rights.mirror;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.SealedChange;
import java.time.Instant;
import java.util.UUID;

/**
 * A bulk change that was read ahead and waits until single changes behind it were applied; hundreds
 * of thousands of them, hence the primitive form.
 */
record WaitingChange(
    NetworkId network, int unsignedSerial, long seq, long idHigh, long idLow, long atMillis) {

  static WaitingChange of(SealedChange change, CardSerial serial) {
    return new WaitingChange(
        change.network(),
        (int) serial.value(),
        change.seq(),
        change.changeId().getMostSignificantBits(),
        change.changeId().getLeastSignificantBits(),
        change.at().toEpochMilli());
  }

  CardSerial serial() {
    return new CardSerial(Integer.toUnsignedLong(unsignedSerial));
  }

  Instant at() {
    return Instant.ofEpochMilli(atMillis);
  }

  FeedPosition position() {
    return new FeedPosition(seq, new UUID(idHigh, idLow));
  }
}
