package io.caskade.api.rights;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The sealed change feed (architecture section 6): gap-free, ordered, verifiable. It says which
 * cards changed; the reader reads the rows again and keeps the higher version. Every call can throw
 * {@link io.caskade.api.base.CaskadeException} DATABASE_UNAVAILABLE.
 */
@ProviderType
public interface ChangeFeed {
  /** Highest sealed sequence number, 0 when nothing was sealed. */
  long head();

  /** At most {@code limit} sealed changes with numbers above {@code seq}, in order. */
  List<SealedChange> after(long seq, int limit);

  List<OperatorNetwork> networks();

  /** The present rows of these cards; unknown serials are left out. */
  List<Card> cards(NetworkId network, Collection<CardSerial> serials);

  /** Streams all cards of all networks, in any order, in flat memory. */
  void readAll(Consumer<Card> consumer);

  /**
   * The present records of these ids; unknown ones are left out.
   *
   * @param kind the record class, for example {@code ReceiverAccount.class}
   */
  <T extends StoredRecord> List<T> records(
      Class<T> kind, NetworkId network, Collection<String> ids);

  /** Streams all records of a kind, of all networks, in any order, in flat memory. */
  <T extends StoredRecord> void readAll(Class<T> kind, Consumer<T> consumer);
}
