package io.caskade.ecm.issuer;

/** What a place in the tables of workers is for. */
enum LaneUse {
  /** The lane there is closed. */
  CLOSED,
  ISSUING,
  OPENING
}
