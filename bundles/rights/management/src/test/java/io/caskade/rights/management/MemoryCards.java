package io.caskade.rights.management;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.people.Subscriber;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers a {@link CardQuery} from cards in memory. */
final class MemoryCards {
  private MemoryCards() {}

  static List<Card> page(Map<CardSerial, Card> cards, CardQuery query, MemoryRecords records) {
    return found(cards, query, records)
        .filter(card -> query.after().filter(last -> card.serial().compareTo(last) <= 0).isEmpty())
        .limit(query.limit())
        .toList();
  }

  static long count(Map<CardSerial, Card> cards, CardQuery query, MemoryRecords records) {
    return found(cards, query, records).count();
  }

  private static Stream<Card> found(
      Map<CardSerial, Card> cards, CardQuery query, MemoryRecords records) {
    return cards.values().stream()
        .filter(card -> query.statuses().isEmpty() || query.statuses().contains(card.status()))
        .filter(
            card ->
                query.products().equals(ProductMask.NONE)
                    || card.sold().products().shares(query.products()))
        .filter(card -> query.region().filter(name -> !name.equals(card.region())).isEmpty())
        .filter(
            card ->
                query.subscriber().isEmpty()
                    || query.subscriber().equals(card.holder().subscriber()))
        .filter(card -> inTime(card.sold().lastFinish(), query))
        .filter(card -> query.text().isEmpty() || says(card, query.text().get(), records));
  }

  private static boolean inTime(Optional<Instant> finish, CardQuery query) {
    return query.finishFrom().isEmpty() && query.finishBefore().isEmpty()
        || finish
            .filter(end -> query.finishFrom().filter(end::isBefore).isEmpty())
            .filter(end -> query.finishBefore().filter(before -> !end.isBefore(before)).isEmpty())
            .isPresent();
  }

  private static boolean says(Card card, String text, MemoryRecords records) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return card.serial().toString().contains(wanted)
        || card.holder().setTopBox().filter(box -> box.equalsIgnoreCase(text)).isPresent()
        || card.holder()
            .subscriber()
            .flatMap(id -> records.find(Subscriber.class, card.network(), id))
            .filter(subscriber -> MemoryRecords.begins(subscriber, wanted))
            .isPresent();
  }
}
