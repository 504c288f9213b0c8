package io.caskade.ecm.ecmg.session;

/** Where one ECM stream of a channel stands. */
enum StreamState {
  NONE,
  OPEN,
  /** Open, and one CW_provision waits for a profile to come back. */
  PARKED
}
