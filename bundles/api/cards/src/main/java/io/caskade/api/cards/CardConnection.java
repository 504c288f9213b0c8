package io.caskade.api.cards;

import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.Octets;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A card that is in a reader and has power. Used by one thread at a time; only {@link #close} may
 * be called from another, while a call is in progress. No call blocks for longer than 30 s,
 * whatever the card does: a card that keeps asking for time is given up.
 *
 * <p>Every refusal is a {@link CaskadeException} with one of the codes {@code CARD_*} or {@code
 * READER_*}. After {@code CARD_PULLED}, {@code READER_GONE} and {@code CARD_MUTE} the connection is
 * of no more use and is closed by its user; after any other the card may be reset.
 */
@ConsumerType
public interface CardConnection extends AutoCloseable {
  /** The answer to the last reset, 2..33 bytes (ISO 7816-3, 8). */
  Octets answerToReset();

  /**
   * Resets the card without taking its power.
   *
   * @return the answer to reset
   * @throws CaskadeException {@code CARD_MUTE}, {@code CARD_GARBLED}, {@code CARD_PULLED}, ...
   */
  Octets reset();

  /**
   * Sends one command and returns what the card answered, whatever its status. The command is read
   * during the call only.
   *
   * @throws CaskadeException when no status came
   */
  CardAnswer exchange(CardCommand command);

  /**
   * Whether the card is still in the reader, as far as the reader can tell without asking the card:
   * a reader without a detection line says true until an exchange fails. Costs at most 100 ms.
   */
  boolean present();

  /** Takes the card's power; ends a call in progress with {@code CARD_PULLED}. May be repeated. */
  @Override
  void close();
}
