package io.caskade.rights.management.jobs;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the cards of some rows at once and asks the rule about each. */
final class Chunk {
  private Chunk() {}

  static List<Outcome> outcomes(
      Store store, NetworkId network, Rows rows, int from, int to, RowRule rule, Instant now) {
    List<CardSerial> serials = rows.between(from, to);
    Map<CardSerial, Card> present = new HashMap<>();
    store.cards(network, serials).forEach(card -> present.put(card.serial(), card));
    var outcomes = new ArrayList<Outcome>(serials.size());
    for (int i = 0; i < serials.size(); i++) {
      CardSerial serial = serials.get(i);
      outcomes.add(decide(rule, from + i, serial, present.get(serial), now));
    }
    return outcomes;
  }

  private static Outcome decide(
      RowRule rule, int row, CardSerial serial, @Nullable Card present, Instant now) {
    try {
      return rule.decide(row, serial, present, now);
    } catch (CaskadeException e) {
      if (e.code().httpStatus() >= 500) {
        throw e;
      }
      return new Outcome.Refused(serial, e);
    }
  }
}
