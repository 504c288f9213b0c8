package io.caskade.api.rights;

/** What was done to a card, as the journal names it. */
public enum CardOperation {
  ADD,
  CHANGE_RIGHTS,
  CHANGE,
  ACTIVATE,
  SUSPEND,
  RESUME,
  BLACKLIST,
  UNBLACKLIST,
  RETIRE,
  PAIR,
  REPAIR,
  REPLACE,
  RECALL
}
