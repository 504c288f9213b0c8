package io.caskade.receivers.server.accounts;

import io.caskade.receivers.server.sharing.Usage;

/** An account while it exists: its terms and its card change, what it uses stays. Any thread. */
public final class Account {
  private static final CardStanding UNKNOWN = new CardStanding.Unknown();

  private final Usage usage = new Usage();
  private volatile AccountTerms terms;
  private volatile CardStanding card = UNKNOWN;

  Account(AccountTerms terms) {
    this.terms = terms;
  }

  public String name() {
    return terms.account().name();
  }

  public AccountTerms terms() {
    return terms;
  }

  void terms(AccountTerms changed) {
    terms = changed;
  }

  public CardStanding card() {
    return card;
  }

  void card(CardStanding changed) {
    card = changed;
  }

  public Usage usage() {
    return usage;
  }
}
