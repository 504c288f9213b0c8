package io.caskade.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardSerial;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.rights.receivers.ReceiverAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link ChangeFeed} does, seen together with the {@link Store} that feeds it. */
public abstract class ChangeFeedContract {
  protected abstract Store store();

  protected abstract ChangeFeed feed();

  /** Returns when everything that was stored is sealed. */
  protected abstract void settle();

  @Test
  void isEmptyAtFirst() {
    settle();
    assertThat(feed().head()).isZero();
    assertThat(feed().after(0, 10)).isEmpty();
  }

  @Test
  void tellsEachChangeOnceWithoutGaps() {
    CardChange first = StoreContract.added(StoreContract.newCard(1));
    CardChange second =
        StoreContract.change(
            CardOperation.SUSPEND,
            Urgency.BULK,
            first.after(),
            StoreContract.suspended(first.after()));
    store().apply(List.of(first));
    settle();
    store().apply(List.of(second));
    settle();
    List<SealedChange> changes = feed().after(0, 10);
    assertThat(changes).extracting(SealedChange::seq).containsExactly(1L, 2L);
    assertThat(changes).extracting(SealedChange::changeId).containsExactly(first.id(), second.id());
    assertThat(changes.get(1))
        .isEqualTo(
            new SealedChange(
                2,
                second.id(),
                second.at(),
                "SUSPEND",
                Urgency.BULK,
                NetworkId.MAIN,
                Optional.of(second.after().serial()),
                "card:1"));
    assertThat(feed().head()).isEqualTo(2);
    assertThat(feed().after(1, 10)).isEqualTo(changes.subList(1, 2));
    assertThat(feed().after(0, 1)).isEqualTo(changes.subList(0, 1));
  }

  @Test
  void tellsAChangeOfANetworkWithoutASerial() {
    Network north = StoreContract.network("north", 0x0B01, "tvcas3", "UTC");
    store().apply(StoreContract.changed("ADD", north));
    settle();
    assertThat(feed().networks()).extracting(OperatorNetwork::network).contains(north);
    assertThat(feed().after(0, 10))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.network()).isEqualTo(north.id());
              assertThat(change.serial()).isEmpty();
              assertThat(change.operation()).isEqualTo("ADD");
              assertThat(change.urgency()).isEqualTo(Urgency.SINGLE);
            });
  }

  @Test
  void doesNotTellAChangeThatWasRefusedOrRepeated() {
    CardChange first = StoreContract.added(StoreContract.newCard(1));
    store().apply(List.of(first));
    store().apply(List.of(first));
    StoreContract.refused(
        ErrorCode.CARD_EXISTS,
        () -> store().apply(List.of(StoreContract.added(StoreContract.newCard(1)))));
    settle();
    assertThat(feed().after(0, 10)).hasSize(1);
  }

  @Test
  void readsPresentRows() {
    var changes = new ArrayList<CardChange>();
    var cards = new ArrayList<Card>();
    var serials = new ArrayList<CardSerial>();
    for (int i = 0; i < 1_500; i++) {
      Card card = StoreContract.newCard(i);
      cards.add(card);
      serials.add(card.serial());
      changes.add(StoreContract.change(CardOperation.ADD, Urgency.BULK, null, card));
    }
    store().apply(changes);
    serials.add(new CardSerial(999_999));
    assertThat(feed().cards(NetworkId.MAIN, serials)).containsExactlyInAnyOrderElementsOf(cards);
    var all = new ArrayList<Card>();
    feed().readAll(all::add);
    assertThat(all).containsExactlyInAnyOrderElementsOf(cards);
  }

  @Test
  void tellsAChangeOfARecordAndReadsPresentRecords() {
    Network north = StoreContract.network("north", 0x0B01, "tvcas3", "UTC");
    store().apply(StoreContract.changed("ADD", north));
    var changes = new ArrayList<RecordChange>();
    var accounts = new ArrayList<ReceiverAccount>();
    for (int i = 0; i < 2_500; i++) {
      NetworkId network = i % 2 == 0 ? NetworkId.MAIN : north.id();
      ReceiverAccount account = SampleRecords.receiver(network, "a" + i, 1, i);
      accounts.add(account);
      changes.add(StoreContract.added(account));
    }
    store().apply(changes);
    settle();
    assertThat(feed().after(1, 1))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.serial()).isEmpty();
              assertThat(change.target()).isEqualTo("receiver-account:a0");
              assertThat(change.network()).isEqualTo(NetworkId.MAIN);
            });
    var all = new ArrayList<ReceiverAccount>();
    feed().readAll(ReceiverAccount.class, all::add);
    assertThat(all).containsExactlyInAnyOrderElementsOf(accounts);
    assertThat(feed().records(ReceiverAccount.class, north.id(), List.of("a1", "a2", "a3", "zz")))
        .containsExactlyInAnyOrder(accounts.get(1), accounts.get(3));
  }

  @Test
  void keepsTheOrderOfTheChangesOfACard() {
    Card card = StoreContract.newCard(1);
    var ids = new ArrayList<UUID>();
    CardChange change = StoreContract.added(card);
    for (int i = 0; i < 20; i++) {
      store().apply(List.of(change));
      ids.add(change.id());
      Card next = StoreContract.suspended(card);
      change = StoreContract.change(CardOperation.SUSPEND, Urgency.SINGLE, card, next);
      card = next;
    }
    settle();
    assertThat(feed().after(0, 100))
        .extracting(SealedChange::changeId)
        .containsExactlyElementsOf(ids);
  }
}
