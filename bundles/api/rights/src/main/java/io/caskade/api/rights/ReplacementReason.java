package io.caskade.api.rights;

/** Why a card is replaced. */
public enum ReplacementReason {
  LOST,
  BROKEN,
  STOLEN
}
