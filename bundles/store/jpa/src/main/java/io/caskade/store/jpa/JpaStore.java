package io.caskade.store.jpa;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardQuery;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.OperatorNetwork;
import io.caskade.api.rights.RecordFilter;
import io.caskade.api.rights.RecordKind;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.StateChange;
import io.caskade.api.rights.Store;
import io.caskade.api.rights.StoredRecord;
import io.caskade.store.jpa.changes.ChangeStore;
import io.caskade.store.jpa.changes.Notes;
import io.caskade.store.jpa.journal.Journal;
import io.caskade.store.jpa.journal.JournalFeed;
import io.caskade.store.jpa.journal.TransactionNumbers;
import io.caskade.store.jpa.records.Forgetting;
import io.caskade.store.jpa.records.RecordStore;
import io.caskade.store.jpa.records.RecordWriter;
import io.caskade.store.jpa.rights.CardFeed;
import io.caskade.store.jpa.rights.CardSearch;
import io.caskade.store.jpa.rights.CardStore;
import io.caskade.store.jpa.rights.CardWriter;
import io.caskade.store.jpa.rights.NetworkStore;
import io.caskade.store.jpa.rights.NetworkWriter;
import io.caskade.store.jpa.work.Reading;
import io.caskade.store.jpa.work.Retry;
import io.caskade.store.jpa.work.UnitOfWork;
import io.caskade.store.jpa.work.WorkFigures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Store and change feed over one database. Holds no state of its own; what it needs may come and go
 * at any time.
 */
class JpaStore implements Store, ChangeFeed {
  private final ChangeStore changes;
  private final CardStore cards;
  private final CardSearch search;
  private final NetworkStore networks;
  private final RecordStore records;
  private final Forgetting forgetting;
  private final JournalFeed journal;
  private final CardFeed allCards;
  private final Backing backing;
  private final Runnable committed;
  private final WorkFigures figures;

  /**
   * @param committed called after each COMMIT, to wake the sealer
   */
  JpaStore(
      Backing backing,
      Runnable committed,
      InstantSource clock,
      RandomGenerator random,
      Retry retry) {
    var work = new UnitOfWork(() -> backing.factory, backing::whyAbsent, retry);
    this.figures = work.figures();
    var entries = new Journal(new TransactionNumbers(clock, random));
    var reading = new Reading(() -> backing.source, backing::whyAbsent);
    this.changes =
        new ChangeStore(
            work,
            entries,
            List.of(new NetworkWriter(), new RecordWriter(), new CardWriter(), new Notes()));
    this.cards = new CardStore(work);
    this.search = new CardSearch(reading);
    this.networks = new NetworkStore(work);
    this.records = new RecordStore(work);
    this.forgetting = new Forgetting(work);
    this.journal = new JournalFeed(reading);
    this.allCards = new CardFeed(reading);
    this.backing = backing;
    this.committed = committed;
  }

  /** How long transactions take. */
  WorkFigures figures() {
    return figures;
  }

  @Override
  public List<OperatorNetwork> networks() {
    return networks.networks();
  }

  @Override
  public Optional<Card> card(NetworkId network, CardSerial serial) {
    return cards.card(network, serial);
  }

  @Override
  public List<Card> cards(CardQuery query) {
    return search.page(query);
  }

  @Override
  public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    return cards.cards(network, serials);
  }

  @Override
  public long countCards(CardQuery query) {
    return search.count(query);
  }

  @Override
  public Optional<CardSerial> highestSerial(NetworkId network, CardSerial from, CardSerial to) {
    return cards.highestSerial(network, from, to);
  }

  @Override
  public <T extends StoredRecord> Optional<T> record(Class<T> kind, NetworkId network, String id) {
    return records.find(kind, network, id);
  }

  @Override
  public <T extends StoredRecord> List<T> records(
      Class<T> kind, NetworkId network, RecordFilter filter) {
    return records.page(kind, network, filter);
  }

  @Override
  public void apply(List<? extends StateChange> list) {
    backing.change(
        () -> {
          changes.apply(list);
          return true;
        });
    committed.run();
  }

  @Override
  public Optional<Card> change(
      NetworkId network,
      CardSerial serial,
      Function<Card, ? extends List<? extends StateChange>> change) {
    Optional<Card> left = backing.change(() -> cards.change(changes, network, serial, change));
    committed.run();
    return left;
  }

  @Override
  public boolean done(UUID change) {
    return changes.done(change);
  }

  @Override
  public int removeOlder(RecordKind kind, Instant before) {
    return backing.change(() -> forgetting.removeOlder(kind, before));
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
  public void readAll(Consumer<Card> consumer) {
    allCards.readAll(consumer);
  }

  @Override
  public <T extends StoredRecord> List<T> records(
      Class<T> kind, NetworkId network, Collection<String> ids) {
    return records.find(kind, network, ids);
  }

  @Override
  public <T extends StoredRecord> void readAll(Class<T> kind, Consumer<T> consumer) {
    records.readAll(kind, consumer);
  }
}
