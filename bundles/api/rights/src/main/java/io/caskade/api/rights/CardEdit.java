package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fields of a card to be changed; an empty Optional leaves a field as it is.
 *
 * @param subscriber the inner Optional is empty to take the card from its subscriber
 */
public record CardEdit(
    Optional<List<Window>> windows,
    Optional<Boolean> paired,
    Optional<Boolean> protectedCard,
    Optional<String> region,
    Optional<Optional<String>> subscriber,
    Optional<Optional<String>> setTopBox,
    Optional<Optional<CardSerial>> parent) {
  /** Sells these windows in place of the present ones. */
  public static CardEdit windows(List<Window> windows) {
    return new CardEdit(
        Optional.of(windows),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Which fields it writes. */
  public Set<CardField> fields() {
    Set<CardField> fields = EnumSet.noneOf(CardField.class);
    windows.ifPresent(value -> fields.add(CardField.WINDOWS));
    paired.ifPresent(value -> fields.add(CardField.PAIRED));
    protectedCard.ifPresent(value -> fields.add(CardField.PROTECTED_CARD));
    region.ifPresent(value -> fields.add(CardField.REGION));
    subscriber.ifPresent(value -> fields.add(CardField.SUBSCRIBER));
    setTopBox.ifPresent(value -> fields.add(CardField.SET_TOP_BOX));
    parent.ifPresent(value -> fields.add(CardField.PARENT));
    return fields;
  }
}
