package io.caskade.ecm.ecmg.session;

import java.util.Locale;

/** What a listener counts, in the order in which faces show it. */
public enum Counter {
  CONNECTIONS,
  CONNECTIONS_REFUSED,
  CHANNELS,
  STREAMS,
  PROVISIONS,
  ECMS,
  ERRORS_SENT,
  ERRORS_RECEIVED,
  PARKED,
  OVERLOADED,
  PROBES,
  CLOSED_BY_US,
  BYTES_IN,
  BYTES_OUT;

  /** Lower case with underscores. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
