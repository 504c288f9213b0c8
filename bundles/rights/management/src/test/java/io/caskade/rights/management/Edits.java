package io.caskade.rights.management;

import io.caskade.api.base.CardSerial;
import io.caskade.api.rights.CardEdit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Edits of one field. */
public final class Edits {
  private Edits() {}

  public static CardEdit nothing() {
    return edit(null, null, null, null, null, null);
  }

  public static CardEdit paired(boolean paired) {
    return edit(paired, null, null, null, null, null);
  }

  public static CardEdit protectedCard(boolean protectedCard) {
    return edit(null, protectedCard, null, null, null, null);
  }

  public static CardEdit region(String region) {
    return edit(null, null, region, null, null, null);
  }

  public static CardEdit subscriber(Optional<String> id) {
    return edit(null, null, null, id, null, null);
  }

  public static CardEdit setTopBox(Optional<String> id) {
    return edit(null, null, null, null, id, null);
  }

  public static CardEdit parent(Optional<CardSerial> serial) {
    return edit(null, null, null, null, null, serial);
  }

  private static CardEdit edit(
      @Nullable Boolean paired,
      @Nullable Boolean protectedCard,
      @Nullable String region,
      @Nullable Optional<String> subscriber,
      @Nullable Optional<String> setTopBox,
      @Nullable Optional<CardSerial> parent) {
    return new CardEdit(
        Optional.empty(),
        Optional.ofNullable(paired),
        Optional.ofNullable(protectedCard),
        Optional.ofNullable(region),
        Optional.ofNullable(subscriber),
        Optional.ofNullable(setTopBox),
        Optional.ofNullable(parent));
  }
}
