package io.caskade.emm.emmg.session;

import java.util.Locale;

/** What an output counts. */
public enum Counter {
  CONNECTIONS,
  PROVISIONS,
  EMMS,
  BYTES,
  DROPPED_DATAGRAMS,
  ERRORS_RECEIVED,
  ERRORS_SENT,
  FEED_FAILURES;

  /** As faces show it. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
