package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way to change a card. Each call is one transaction; when it returns the change is durable
 * and on its way to the air. Every call checks the caller and can throw {@link CaskadeException}
 * FORBIDDEN (a row of the journal says so), NETWORK_UNKNOWN and DATABASE_UNAVAILABLE; nothing was
 * changed then. Where a version is given, the card must still have it (VERSION_CONFLICT).
 */
@ProviderType
public interface CardManagement {
  /**
   * @throws CaskadeException CARD_EXISTS, KEY_LENGTH, DATE_OUT_OF_RANGE, WINDOW_INVALID,
   *     REGION_INVALID, FIELD_INVALID, SUBSCRIBER_UNKNOWN, QUOTA_EXCEEDED
   */
  Card add(Caller caller, NewCard card);

  /** Adds cards in transactions of some thousands each; all of a transaction or none of it. */
  int addAll(Caller caller, List<NewCard> cards);

  /**
   * @throws CaskadeException CARD_UNKNOWN
   */
  Card show(Caller caller, NetworkId network, CardSerial serial);

  List<Card> find(Caller caller, CardQuery query);

  long count(Caller caller, CardQuery query);

  /**
   * Changes fields of a card; windows replace the present ones.
   *
   * @throws CaskadeException CARD_UNKNOWN, DATE_OUT_OF_RANGE, WINDOW_INVALID, VERSION_CONFLICT,
   *     REGION_INVALID, SUBSCRIBER_UNKNOWN, STATUS_FORBIDS (retired), FORBIDDEN (a field that the
   *     role may not write)
   */
  Card change(
      Caller caller, NetworkId network, CardSerial serial, CardEdit edit, OptionalLong version);

  /** Out of stock: the rights as sold go on air. */
  Card activate(Caller caller, NetworkId network, CardSerial serial, OptionalLong version);

  /** A stop EMM goes on air at once. Suspending a suspended card changes nothing. */
  Card suspend(Caller caller, NetworkId network, CardSerial serial, OptionalLong version);

  /** The rights as sold go on air at once. Resuming an active card changes nothing. */
  Card resume(Caller caller, NetworkId network, CardSerial serial, OptionalLong version);

  /**
   * Stops a card that was caught in piracy (R10).
   *
   * @param reason 1 to 190 characters; the journal keeps it
   */
  Card blacklist(Caller caller, NetworkId network, CardSerial serial, String reason);

  /**
   * Asks for a blacklisted card to come back, suspended. Takes effect when another administrator
   * says the same within a day.
   *
   * @return true when this was the second voice and the card is back
   * @throws CaskadeException STATUS_FORBIDS, SECOND_ADMINISTRATOR_NEEDED when the same asks twice
   */
  boolean unblacklist(Caller caller, NetworkId network, CardSerial serial, String reason);

  /** Deletes: the card is stopped for good; row and key stay. */
  Card retire(Caller caller, NetworkId network, CardSerial serial, OptionalLong version);

  /**
   * Lets a paired card learn a new host: pair 0 for a while, then pair 1.
   *
   * @param free 1 hour to 30 days
   */
  Card repair(Caller caller, NetworkId network, CardSerial serial, Duration free);

  /**
   * Lost, broken or stolen: the new card gets all that the old one had, the old one is retired, in
   * one transaction.
   *
   * @param replacement a card in stock
   * @param reason {@code lost}, {@code broken} or {@code stolen}; a stolen card is blacklisted
   * @return the new card
   */
  Card replace(
      Caller caller,
      NetworkId network,
      CardSerial serial,
      CardSerial replacement,
      ReplacementReason reason);

  /** Sends the rights of these cards again at once, up to 1,000 in one call. */
  void recall(Caller caller, NetworkId network, List<CardSerial> serials);

  /** Earlier states of a card, the latest first. */
  List<CardPast> history(Caller caller, NetworkId network, CardSerial serial, int limit);
}
