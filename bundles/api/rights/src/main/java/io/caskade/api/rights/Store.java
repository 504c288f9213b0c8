package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.NetworkId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * System of record behind management. Registered also while the database is away; every call then
 * throws {@link CaskadeException} DATABASE_UNAVAILABLE with the reason.
 */
@ProviderType
public interface Store {
  List<OperatorNetwork> networks();

  Optional<Card> card(NetworkId network, CardSerial serial);

  /** A page of cards, ordered by serial. */
  List<Card> cards(CardQuery query);

  /** The present rows of these cards, in any order; unknown serials are left out. */
  List<Card> cards(NetworkId network, Collection<CardSerial> serials);

  /** How many cards the query finds, its page aside. */
  long countCards(CardQuery query);

  /** Highest serial in use from {@code from} to {@code to}, both included. */
  Optional<CardSerial> highestSerial(NetworkId network, CardSerial from, CardSerial to);

  /**
   * @param kind the record class, for example {@code Subscriber.class}
   */
  <T extends StoredRecord> Optional<T> record(Class<T> kind, NetworkId network, String id);

  /** A page of records, ordered by id. */
  <T extends StoredRecord> List<T> records(Class<T> kind, NetworkId network, RecordFilter filter);

  /**
   * Writes the new states and the journal rows in one transaction: all of it or nothing. Returns
   * after it is durable. Changes whose id is in the journal are done already.
   *
   * @throws CaskadeException VERSION_CONFLICT, CARD_EXISTS, RECORD_EXISTS, NETWORK_EXISTS,
   *     CA_SYSTEM_ID_TAKEN, NETWORK_UNKNOWN, STORAGE_FULL (nothing was written)
   */
  void apply(List<? extends StateChange> changes);

  /**
   * Reads a card and writes what becomes of it, in one transaction. What {@link #card} and {@link
   * #apply} do, with fewer calls of the database.
   *
   * @param change what is to be written, given the present card; nothing when it is empty. Asked
   *     once and only when there is such a card, from within the transaction: it calls no store.
   *     What it throws is thrown here, and nothing was written
   * @return the card as it was left; empty when there is none
   * @throws CaskadeException the refusals of {@link #apply}; VERSION_CONFLICT too when somebody
   *     else changed the card behind the read
   */
  Optional<Card> change(
      NetworkId network,
      CardSerial serial,
      Function<Card, ? extends List<? extends StateChange>> change);

  /** True when a change of this id is in the journal. */
  boolean done(UUID change);

  /**
   * Removes records that nobody changed since an instant, without a row in the journal: answered
   * requests, finished jobs.
   *
   * @return how many went
   */
  int removeOlder(RecordKind kind, Instant before);
}
