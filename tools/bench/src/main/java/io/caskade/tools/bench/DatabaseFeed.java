package io.caskade.tools.bench;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.StoredRecord;
import io.caskade.store.jpa.journal.JournalFeed;
import io.caskade.store.jpa.rights.CardFeed;
import io.caskade.store.jpa.work.Reading;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * The store's own readers of cards and journal over a database in which nothing changes; the
 * networks are those of a new database, so that no JPA is needed to start.
 */
final class DatabaseFeed implements ChangeFeed {
  private final CardFeed cards;
  private final JournalFeed journal;

  DatabaseFeed(DataSource source) {
    var reading =
        new Reading(() -> source, () -> new CaskadeException(ErrorCode.DATABASE_UNAVAILABLE, ""));
    cards = new CardFeed(reading);
    journal = new JournalFeed(reading);
  }

  @Override
  public long head() {
    return journal.head();
  }

  @Override
  public List<SealedChange> after(long seq, int limit) {
    return journal.after(seq, limit);
  }

  @Override
  public List<OperatorNetwork> networks() {
    return CardBase.mainNetwork();
  }

  @Override
  public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    throw new IllegalStateException("nothing changes here");
  }

  @Override
  public void readAll(Consumer<Card> consumer) {
    cards.readAll(consumer);
  }

  @Override
  public <T extends StoredRecord> List<T> records(
      Class<T> kind, NetworkId network, Collection<String> ids) {
    return List.of();
  }

  /** Cards are all there is. */
  @Override
  public <T extends StoredRecord> void readAll(Class<T> kind, Consumer<T> consumer) {}
}
