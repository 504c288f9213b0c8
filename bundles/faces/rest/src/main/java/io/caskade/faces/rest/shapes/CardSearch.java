package io.caskade.faces.rest.shapes;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.CardStatus;
import io.caskade.faces.rest.http.FieldFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Searches of cards as management wants them. */
public final class CardSearch {
  private CardSearch() {}

  /**
   * @param field in front of the names of the fields at fault
   */
  public static CardQuery query(
      NetworkId network,
      Optional<String> text,
      List<String> statuses,
      List<Integer> products,
      Optional<String> region,
      Optional<String> subscriber,
      Optional<Instant> finishFrom,
      Optional<Instant> finishBefore,
      Optional<CardSerial> after,
      int limit,
      String field) {
    return new CardQuery(
        network,
        text.filter(words -> !words.isBlank()),
        statuses.stream()
            .map(word -> Words.parse(CardStatus.class, word, field + "status"))
            .collect(Collectors.toUnmodifiableSet()),
        Entitlement.mask(products, field + "products"),
        region,
        subscriber,
        finishFrom,
        finishBefore,
        after,
        limit);
  }

  public static List<CardSerial> serials(List<Long> numbers, String field) {
    return IntStream.range(0, numbers.size())
        .mapToObj(i -> FieldFault.in(field + "[" + i + "]", () -> new CardSerial(numbers.get(i))))
        .toList();
  }
}
