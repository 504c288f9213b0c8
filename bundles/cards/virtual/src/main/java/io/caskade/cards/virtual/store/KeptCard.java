package io.caskade.cards.virtual.store;

import io.caskade.api.keys.Ciphers;
import io.caskade.cards.virtual.card.CardConfig;
import io.caskade.cards.virtual.card.CardFormatException;
import io.caskade.cards.virtual.card.CardState;
import io.caskade.cards.virtual.card.CardStore;
import io.caskade.cards.virtual.card.CardTerms;
import io.caskade.cards.virtual.card.VirtualCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** A virtual card with its files: the CONFIG file it is made from, and what it remembers. */
public final class KeptCard implements AutoCloseable {
  private final VirtualCard card;
  private final Optional<CardStateFile> file;
  private final Consumer<IOException> unsaved;

  private KeptCard(VirtualCard card, Optional<CardStateFile> file, Consumer<IOException> unsaved) {
    this.card = card;
    this.file = file;
    this.unsaved = unsaved;
  }

  /**
   * Gives a card power.
   *
   * @param configFile 90 bytes, tvcas3 7.1
   * @param folder where it keeps its state; empty: it forgets everything when it is closed
   * @param unsaved is told each time the state could not be kept; the card goes on
   * @throws CardFormatException when one of its files is damaged or of another card; the message
   *     begins with its path, and it stays as it is
   * @throws IOException when a file cannot be read, or another program serves this card
   */
  public static KeptCard open(
      Path configFile,
      Optional<Path> folder,
      CardTerms terms,
      Ciphers ciphers,
      Consumer<IOException> unsaved)
      throws IOException, CardFormatException {
    CardConfig config = config(configFile);
    try {
      Optional<CardStateFile> file =
          folder.isPresent()
              ? Optional.of(CardStateFile.open(folder.get(), config))
              : Optional.empty();
      try {
        CardState state = file.isPresent() ? state(file.get(), config) : CardState.fresh(config);
        CardStore store = file.isPresent() ? file.get() : CardStore.NONE;
        VirtualCard card = new VirtualCard(config, state, terms, ciphers, store, unsaved);
        return new KeptCard(card, file, unsaved);
      } catch (IOException | CardFormatException | RuntimeException e) {
        if (file.isPresent()) {
          file.get().close();
        }
        throw e;
      }
    } catch (IOException | CardFormatException | RuntimeException e) {
      config.destroy();
      throw e;
    }
  }

  private static CardConfig config(Path file) throws IOException, CardFormatException {
    long length = Files.size(file);
    byte[] bytes = length == CardConfig.LENGTH ? Files.readAllBytes(file) : new byte[0];
    try {
      if (length != CardConfig.LENGTH) {
        throw new CardFormatException(
            "is no CONFIG file: it has " + length + " bytes, not " + CardConfig.LENGTH);
      }
      return CardConfig.parse(bytes);
    } catch (CardFormatException e) {
      throw e.in(file);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static CardState state(CardStateFile file, CardConfig config)
      throws IOException, CardFormatException {
    try {
      Optional<CardState> kept = file.load();
      return kept.isPresent() ? kept.get() : CardState.fresh(config);
    } catch (CardFormatException e) {
      throw e.in(file.path());
    }
  }

  /** The card; used by one thread at a time. */
  public VirtualCard card() {
    return card;
  }

  /** Takes the card's power; what it remembers is kept. */
  @Override
  public void close() {
    card.close();
    if (file.isPresent()) {
      try {
        file.get().close();
      } catch (IOException e) {
        unsaved.accept(e);
      }
    }
  }
}
