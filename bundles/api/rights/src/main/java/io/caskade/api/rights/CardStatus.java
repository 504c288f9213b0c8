package io.caskade.api.rights;

/** Life of a viewing card. */
public enum CardStatus {
  /** Gets the rights that were sold. */
  ACTIVE,
  /** Gets stop EMMs: mask 0 until the latest finish ever aired has passed. */
  SUSPENDED
}
