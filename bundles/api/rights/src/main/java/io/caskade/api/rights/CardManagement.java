package io.caskade.api.rights;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way to change a card. Each call is one transaction; when it returns the change is durable
 * and on its way to the air. Every call can throw {@link CaskadeException} DATABASE_UNAVAILABLE;
 * nothing was changed then.
 */
@ProviderType
public interface CardManagement {
  /**
   * @throws CaskadeException CARD_EXISTS, NETWORK_UNKNOWN, KEY_LENGTH, DATE_OUT_OF_RANGE,
   *     WINDOW_INVALID, REGION_INVALID
   */
  Card add(Actor actor, NewCard card);

  /** Adds cards in transactions of some thousands each; all of a transaction or none of it. */
  int addAll(Actor actor, List<NewCard> cards);

  /**
   * @throws CaskadeException CARD_UNKNOWN, NETWORK_UNKNOWN
   */
  Card show(NetworkId network, CardSerial serial);

  /** At most {@code limit} cards with serials above {@code after}, ordered by serial. */
  List<Card> list(NetworkId network, Optional<CardSerial> after, int limit);

  /**
   * Sells packages and a window, in place of the present ones.
   *
   * @throws CaskadeException CARD_UNKNOWN, DATE_OUT_OF_RANGE, WINDOW_INVALID, VERSION_CONFLICT
   */
  Card changeRights(Actor actor, NetworkId network, CardSerial serial, CardRights rights);

  /** Gives many cards the same rights, as a bulk job that single changes overtake. */
  int changeRightsOfAll(
      Actor actor, NetworkId network, List<CardSerial> serials, CardRights rights);

  /** A stop EMM goes on air at once. Suspending a suspended card changes nothing. */
  Card suspend(Actor actor, NetworkId network, CardSerial serial);

  /** The rights as sold go on air at once. Resuming an active card changes nothing. */
  Card resume(Actor actor, NetworkId network, CardSerial serial);
}
