package io.caskade.faces.console.commands.cards;

import io.caskade.api.rights.CardEdit;
import io.caskade.api.rights.Window;
import java.util.List;
import java.util.Optional;

/** What the console changes of a card. */
final class Edits {
  private Edits() {}

  /** Windows and pairing; what is empty stays as it is. */
  static CardEdit of(Optional<List<Window>> windows, Optional<Boolean> paired) {
    return new CardEdit(
        windows,
        paired,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
