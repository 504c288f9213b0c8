package io.caskade.lib.cwclient;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be spoken. */
public enum WireProtocol {
  CCCAM,
  NEWCAMD,
  /** camd35 over TCP. */
  CS378X,
  /** camd35 over UDP. */
  CAMD35;

  public static Optional<WireProtocol> named(String name) {
    return Arrays.stream(values()).filter(each -> each.toString().equals(name)).findFirst();
  }

  /** Whether a client learns what it may ask for. */
  public boolean offersCards() {
    return this == CCCAM || this == NEWCAMD;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
