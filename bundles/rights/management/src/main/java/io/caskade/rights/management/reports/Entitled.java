package io.caskade.rights.management.reports;

import io.caskade.api.base.ProductMask;
import io.caskade.api.rights.CardPast;
import io.caskade.api.rights.CardStatus;
import io.caskade.api.rights.Sold;
import io.caskade.api.rights.Window;
import java.time.Instant;

/** What a card could open: the products of its windows of that instant, while it was active. */
final class Entitled {
  private Entitled() {}

  static ProductMask products(CardPast card, Instant at) {
    return products(card.status(), card.sold(), at);
  }

  static ProductMask products(CardStatus status, Sold sold, Instant at) {
    if (status != CardStatus.ACTIVE) {
      return ProductMask.NONE;
    }
    return new ProductMask(
        sold.windows().stream()
            .filter(window -> window.covers(at))
            .map(Window::products)
            .mapToInt(ProductMask::bits)
            .reduce(0, (a, b) -> a | b));
  }
}
