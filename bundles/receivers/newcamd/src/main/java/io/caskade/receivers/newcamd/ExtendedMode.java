package io.caskade.receivers.newcamd;

/** Who gets the list of all CAIDs and providers. */
enum ExtendedMode {
  /** Clients that offer it. */
  AUTO,
  ALWAYS,
  NEVER;

  boolean on(boolean offered) {
    return this == ALWAYS || this == AUTO && offered;
  }
}
