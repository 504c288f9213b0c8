package io.caskade.api.ecm;

/** Whether a card opens an ECM. */
public enum Entitled {
  YES,
  NO,
  /** Nobody can say at this moment, since no profile serves the network: it is being exchanged. */
  UNDECIDED
}
