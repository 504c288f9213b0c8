package io.caskade.store.jpa;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.Card;
import io.caskade.api.rights.CardChange;
import io.caskade.api.rights.ChangeFeed;
import io.caskade.api.rights.NetworkChange;
import io.caskade.api.rights.SealedChange;
import io.caskade.api.rights.Store;
import io.caskade.store.jpa.journal.Journal;
import io.caskade.store.jpa.journal.JournalFeed;
import io.caskade.store.jpa.journal.TransactionNumbers;
import io.caskade.store.jpa.rights.CardFeed;
import io.caskade.store.jpa.rights.CardStore;
import io.caskade.store.jpa.rights.NetworkStore;
import io.caskade.store.jpa.work.Reading;
import io.caskade.store.jpa.work.Retry;
import io.caskade.store.jpa.work.UnitOfWork;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Store and change feed over one database. Holds no state of its own; what it needs may come and go
 * at any time.
 */
class JpaStore implements Store, ChangeFeed {
  private final CardStore cards;
  private final NetworkStore networks;
  private final JournalFeed journal;
  private final CardFeed allCards;
  private final Runnable committed;

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
    var entries = new Journal(new TransactionNumbers(clock, random));
    var reading = new Reading(() -> backing.source, backing::whyAbsent);
    this.cards = new CardStore(work, entries);
    this.networks = new NetworkStore(work, entries);
    this.journal = new JournalFeed(reading, () -> backing.vault);
    this.allCards = new CardFeed(reading);
    this.committed = committed;
  }

  @Override
  public List<Network> networks() {
    return networks.networks();
  }

  @Override
  public Optional<Card> card(NetworkId network, CardSerial serial) {
    return cards.card(network, serial);
  }

  @Override
  public List<Card> cards(NetworkId network, Optional<CardSerial> after, int limit) {
    return cards.page(network, after, limit);
  }

  @Override
  public List<Card> cards(NetworkId network, Collection<CardSerial> serials) {
    return cards.cards(network, serials);
  }

  @Override
  public long countCards(NetworkId network) {
    return cards.count(network);
  }

  @Override
  public void apply(List<CardChange> changes) {
    cards.apply(changes);
    committed.run();
  }

  @Override
  public void apply(NetworkChange change) {
    networks.apply(change);
    committed.run();
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
  public long verify() {
    return journal.verify();
  }
}
