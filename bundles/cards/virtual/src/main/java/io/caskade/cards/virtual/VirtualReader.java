package io.caskade.cards.virtual;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.cards.CardConnection;
import io.caskade.api.cards.CardReaderDriver;
import io.caskade.cards.virtual.card.CardFormatException;
import io.caskade.cards.virtual.store.KeptCard;
import io.caskade.lib.cardprotocol.CardProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A reader in memory: the card is in it as long as its CONFIG file is there. */
final class VirtualReader implements CardReaderDriver {
  private final String name;
  private final Path config;
  private final Slot slot;

  /** Gives the card power. */
  @FunctionalInterface
  interface Slot {
    KeptCard open() throws IOException, CardFormatException;
  }

  VirtualReader(String name, Path config, Slot slot) {
    this.name = name;
    this.config = config;
    this.slot = slot;
  }

  @Override
  public CardConnection connect() {
    return connect(card -> card);
  }

  /** What stands between reader and card; tests put something there. */
  @FunctionalInterface
  interface Between {
    CardProgram of(CardProgram card);
  }

  CardConnection connect(Between between) {
    if (!Files.isRegularFile(config)) {
      throw new CaskadeException(ErrorCode.CARD_ABSENT, name);
    }
    try {
      KeptCard kept = slot.open();
      return new VirtualConnection(name, config, kept, between.of(kept.card()));
    } catch (CardFormatException e) {
      // A damaged state is told in the same way: the two files belong together.
      throw new CaskadeException(
          e, ErrorCode.READER_SETTING, name, config + " (" + text(e) + ")", "config");
    } catch (IOException e) {
      throw new CaskadeException(e, ErrorCode.READER_GONE, name, text(e));
    }
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
