package io.caskade.cards.virtual.card;

import java.util.Locale;
import java.util.Optional;

/** How faithful a card is to the old firmware. */
public enum CardMode {
  /** Keeps what the product promises: see {@code ServiceLimit}; refuses damaged EMMs. */
  PROMISED,
  /** The old firmware with its quirks: see {@code RequestCounter}; takes any EMM. */
  COMPATIBILITY;

  /** By its name in settings and options, {@code promised} or {@code compatibility}. */
  public static Optional<CardMode> named(String name) {
    for (CardMode mode : values()) {
      if (mode.toString().equals(name)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
