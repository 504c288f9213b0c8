package io.caskade.api.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.caskade.api.base.CardRights;
import io.caskade.api.base.CardSerial;
import io.caskade.api.base.CaskadeException;
import io.caskade.api.base.ErrorCode;
import io.caskade.api.base.Network;
import io.caskade.api.base.NetworkId;
import io.caskade.api.base.Octets;
import io.caskade.api.base.ProductMask;
import io.caskade.api.keys.WrappedKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every {@link Store} does. Each test gets an empty store that knows the network main. */
public abstract class StoreContract extends StoredRecordsContract {
  @Test
  void knowsTheFirstNetwork() {
    assertThat(store().networks())
        .anySatisfy(
            known -> {
              Network network = known.network();
              assertThat(network.id()).isEqualTo(NetworkId.MAIN);
              assertThat(network.caSystemId()).isEqualTo(Network.DEFAULT_CA_SYSTEM_ID);
              assertThat(network.profile()).isEqualTo("tvcas3");
            });
  }

  @Test
  void givesBackEveryFieldOfACard() {
    Card card = newCard(2_100_000_001L);
    store().apply(List.of(added(card)));
    assertThat(store().card(card.network(), card.serial())).contains(card);
    assertThat(store().countCards(everyCard())).isEqualTo(1);
  }

  @Test
  void keepsTheWholeRangeOfSerialsAndAnEmptyRegion() {
    Card last = newCard(CardSerial.MAX);
    Card everywhere =
        new Card(
            last.network(),
            last.serial(),
            1,
            CardStatus.SUSPENDED,
            "",
            Sold.of(new CardRights(ProductMask.NONE, START, START, false, true)),
            FINISH,
            new WrappedKey(Octets.of(new byte[64])),
            CardHolder.NOBODY,
            START);
    store().apply(List.of(added(everywhere), added(newCard(0))));
    assertThat(store().card(last.network(), last.serial())).contains(everywhere);
    assertThat(store().card(NetworkId.MAIN, new CardSerial(0))).contains(newCard(0));
  }

  @Test
  void findsNoCardThatWasNotStored() {
    assertThat(store().card(NetworkId.MAIN, new CardSerial(5))).isEmpty();
    assertThat(store().cards(CardQuery.all(new NetworkId("elsewhere"), Optional.empty(), 10)))
        .isEmpty();
  }

  @Test
  void pagesInTheOrderOfSerials() {
    store().apply(List.of(added(newCard(3)), added(newCard(1)), added(newCard(2))));
    assertThat(store().cards(CardQuery.all(NetworkId.MAIN, Optional.empty(), 2)))
        .containsExactly(newCard(1), newCard(2));
    assertThat(store().cards(CardQuery.all(NetworkId.MAIN, Optional.of(new CardSerial(2)), 2)))
        .containsExactly(newCard(3));
    assertThat(store().cards(NetworkId.MAIN, List.of(new CardSerial(3), new CardSerial(9))))
        .containsExactly(newCard(3));
  }

  @Test
  void storesTheNewState() {
    Card card = newCard(1);
    Card stopped = suspended(card);
    store().apply(List.of(added(card)));
    store().apply(List.of(change(CardOperation.SUSPEND, Urgency.SINGLE, card, stopped)));
    assertThat(store().card(card.network(), card.serial())).contains(stopped);
  }

  @Test
  void storesTwoChangesOfACardInOneList() {
    Card card = newCard(1);
    Card stopped = suspended(card);
    Card again = suspended(stopped);
    store()
        .apply(
            List.of(
                added(card),
                change(CardOperation.SUSPEND, Urgency.SINGLE, card, stopped),
                change(CardOperation.SUSPEND, Urgency.SINGLE, stopped, again)));
    assertThat(store().card(card.network(), card.serial())).contains(again);
  }

  @Test
  void writesWhatBecomesOfTheCardThatItRead() {
    Card card = newCard(1);
    store().apply(List.of(added(card)));
    assertThat(store().change(card.network(), card.serial(), StoreContract::suspension))
        .contains(suspended(card));
    assertThat(store().card(card.network(), card.serial())).contains(suspended(card));
    assertThat(store().change(card.network(), card.serial(), present -> List.of()))
        .as("nothing was to be written")
        .contains(suspended(card));
  }

  @Test
  void writesTheCardThatItReadTogetherWithAnother() {
    Card card = newCard(1);
    Card other = newCard(2);
    store().apply(List.of(added(card), added(other)));
    store()
        .change(
            card.network(),
            card.serial(),
            present ->
                List.of(
                    change(CardOperation.SUSPEND, Urgency.SINGLE, present, suspended(present)),
                    change(CardOperation.SUSPEND, Urgency.SINGLE, other, suspended(other))));
    assertThat(store().card(card.network(), card.serial())).contains(suspended(card));
    assertThat(store().card(other.network(), other.serial())).contains(suspended(other));
  }

  @Test
  void asksNothingOfACardThatIsNotThere() {
    assertThat(
            store()
                .change(
                    NetworkId.MAIN,
                    new CardSerial(1),
                    card -> {
                      throw new AssertionError("there is no card " + card);
                    }))
        .isEmpty();
  }

  @Test
  void writesNothingWhenTheCardIsNotToBeChanged() {
    Card card = newCard(1);
    store().apply(List.of(added(card)));
    refused(
        ErrorCode.QUOTA_EXCEEDED,
        () ->
            store()
                .change(
                    card.network(),
                    card.serial(),
                    present -> {
                      throw new CaskadeException(ErrorCode.QUOTA_EXCEEDED, "ann");
                    }));
    assertThat(store().card(card.network(), card.serial())).contains(card);
  }

  @Test
  void refusesAChangeThatSomebodyElseOvertookBehindTheRead() {
    Card card = newCard(1);
    store().apply(List.of(added(card)));
    refused(
        ErrorCode.VERSION_CONFLICT,
        () ->
            store()
                .change(
                    card.network(),
                    card.serial(),
                    present -> {
                      // Another thread, as another request would be.
                      CompletableFuture.runAsync(() -> store().apply(suspension(present))).join();
                      return suspension(present);
                    }));
    assertThat(store().card(card.network(), card.serial())).contains(suspended(card));
  }

  private static List<CardChange> suspension(Card card) {
    return List.of(change(CardOperation.SUSPEND, Urgency.SINGLE, card, suspended(card)));
  }

  @Test
  void refusesAChangeOfAnOldVersion() {
    Card card = newCard(1);
    Card stopped = suspended(card);
    store().apply(List.of(added(card)));
    store().apply(List.of(change(CardOperation.SUSPEND, Urgency.SINGLE, card, stopped)));
    refused(
        ErrorCode.VERSION_CONFLICT,
        () -> store().apply(List.of(change(CardOperation.RESUME, Urgency.SINGLE, card, stopped))));
  }

  @Test
  void refusesAChangeOfACardThatIsNotThere() {
    Card card = newCard(1);
    refused(
        ErrorCode.VERSION_CONFLICT,
        () ->
            store()
                .apply(
                    List.of(change(CardOperation.SUSPEND, Urgency.SINGLE, card, suspended(card)))));
  }

  @Test
  void refusesASecondCardOfTheSameSerialAndStoresNothingOfTheList() {
    store().apply(List.of(added(newCard(1))));
    refused(
        ErrorCode.CARD_EXISTS, () -> store().apply(List.of(added(newCard(7)), added(newCard(1)))));
    assertThat(store().card(NetworkId.MAIN, new CardSerial(7))).isEmpty();
    refused(
        ErrorCode.CARD_EXISTS, () -> store().apply(List.of(added(newCard(8)), added(newCard(8)))));
    assertThat(store().countCards(everyCard())).isEqualTo(1);
  }

  @Test
  void refusesACardOfAnUnknownNetwork() {
    Card card = newCard(1);
    Card elsewhere =
        new Card(
            new NetworkId("elsewhere"),
            card.serial(),
            1,
            card.status(),
            card.region(),
            card.sold(),
            card.latestFinish(),
            card.key(),
            card.holder(),
            card.registeredAt());
    refused(ErrorCode.NETWORK_UNKNOWN, () -> store().apply(List.of(added(elsewhere))));
  }

  @Test
  void doesAChangeOfTheSameIdOnce() {
    CardChange first = added(newCard(1));
    CardChange second = added(newCard(2));
    store().apply(List.of(first));
    store().apply(List.of(first));
    store().apply(List.of(first, second));
    assertThat(store().countCards(everyCard())).isEqualTo(2);
  }

  @Test
  void storesThousandsAtOnce() {
    var changes = new ArrayList<CardChange>();
    for (int i = 0; i < 2_500; i++) {
      changes.add(change(CardOperation.ADD, Urgency.BULK, null, newCard(i)));
    }
    store().apply(changes);
    assertThat(store().countCards(everyCard())).isEqualTo(2_500);
  }

  @Test
  void addsAndChangesANetwork() {
    Network north = network("north", 0x0B01, "tvcas3", "Europe/Riga");
    store().apply(changed("ADD", north));
    assertThat(networks()).contains(north);
    Network changed = network("north", 0x0B01, "caskade1", "Asia/Dushanbe");
    store().apply(changed("CHANGE", changed));
    assertThat(networks()).contains(changed).doesNotContain(north);
  }

  @Test
  void refusesANetworkThatTakesANameOrCaSystemId() {
    store().apply(changed("ADD", network("north", 0x0B01, "tvcas3", "UTC")));
    refused(
        ErrorCode.NETWORK_EXISTS,
        () -> store().apply(changed("ADD", network("north", 0x0B02, "tvcas3", "UTC"))));
    refused(
        ErrorCode.CA_SYSTEM_ID_TAKEN,
        () -> store().apply(changed("ADD", network("south", 0x0B01, "tvcas3", "UTC"))));
    refused(
        ErrorCode.NETWORK_UNKNOWN,
        () -> store().apply(changed("CHANGE", network("west", 0x0B03, "tvcas3", "UTC"))));
  }

  @Test
  void keepsTheFactThatAKeyWasImported() {
    NetworkChange imported =
        new NetworkChange(UUID.randomUUID(), START, ACTOR, "IMPORT_KEY", NetworkId.MAIN, null);
    List<OperatorNetwork> before = store().networks();
    store().apply(List.of(imported));
    store().apply(List.of(imported));
    assertThat(store().networks()).isEqualTo(before);
    refused(
        ErrorCode.NETWORK_UNKNOWN,
        () ->
            store()
                .apply(
                    List.of(
                        new NetworkChange(
                            UUID.randomUUID(),
                            START,
                            ACTOR,
                            "IMPORT_KEY",
                            new NetworkId("west"),
                            null))));
  }

  private List<Network> networks() {
    return store().networks().stream().map(OperatorNetwork::network).toList();
  }
}
