package io.caskade.receivers.server.accounts;

import io.caskade.api.base.CardRights;

/** What is known of the card behind an account. */
public sealed interface CardStanding {
  /** No card was read yet: the head-end starts. */
  record Unknown() implements CardStanding {}

  /** There is none, it is in stock, or it was stopped. */
  record Inactive() implements CardStanding {}

  /** It has rights; whether they open an ECM is the profile's matter. */
  record Active(CardRights rights) implements CardStanding {}
}
