package io.caskade.cards.readers;

/** How a reader is shown to faces, metrics and alarms. Called without any monitor. */
interface Listing {
  /** Shows it, unless it was hidden meanwhile. */
  void show();

  /** Hides it for good. */
  void hide();
}
