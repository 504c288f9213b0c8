package io.caskade.api.rights;

/** Fields of a card that a role may or may not write. */
public enum CardField {
  WINDOWS,
  PAIRED,
  PROTECTED_CARD,
  REGION,
  SUBSCRIBER,
  SET_TOP_BOX,
  PARENT
}
