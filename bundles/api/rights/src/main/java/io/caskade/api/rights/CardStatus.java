package io.caskade.api.rights;

/** Life of a viewing card. */
public enum CardStatus {
  /** Not with a subscriber yet: nothing goes on air. */
  STOCK,
  /** Gets the rights that were sold. */
  ACTIVE,
  /** Gets stop EMMs: mask 0 until the latest finish ever aired has passed. */
  SUSPENDED,
  /** Caught in piracy: stop EMMs; comes back only through two administrators. */
  BLACKLISTED,
  /** Deleted or replaced: stop EMMs; the row and the key stay. */
  RETIRED;

  /** Gets stop EMMs. */
  public boolean stopped() {
    return this == SUSPENDED || this == BLACKLISTED || this == RETIRED;
  }
}
